import { defineConfig } from 'vitest/config';
import { isUnattended } from './db/session/unattended.ts';

/** Two cores: PostgreSQL, the ledger and Chromium run beside the tests. */
const limits = { testTimeout: 30_000, hookTimeout: 90_000, teardownTimeout: 20_000 };

// Node resolves graphql to its CommonJS build, which Apollo's packages share; Vite would load a second copy.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

/** What must hold however a hub reaches its subgraphs: in its own process, or each in another one. */
const BOTH_TRANSPORTS = [
  'test/{conformance,graph}/**/*.test.ts',
  'gateway/execute/test/differential.test.ts',
];

/** What looks at the running product from outside; each of these has one of its own. */
const BROWSER = ['test/browser/**/*.test.ts'];
const SYSTEM = ['test/system/**/*.test.ts'];

/** What needs the official programs of Fabric: `npm run test:network`. */
const NETWORK = ['test/network/**/*.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    // Every program that has a pool outlives these.
    onUnhandledError: (error) => !isUnattended(Object.assign(new Error(), error)),
    projects: [
      {
        resolve,
        test: {
          ...limits,
          name: 'rooms',
          include: ['{db,explorer/src,gateway,subgraphs,test}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...BROWSER, ...SYSTEM, ...NETWORK],
          globalSetup: ['db/testing/global-setup.ts'],
          provide: { transport: 'local' },
        },
      },
      {
        resolve,
        test: {
          ...limits,
          name: 'remote',
          include: BOTH_TRANSPORTS,
          globalSetup: ['db/testing/global-setup.ts'],
          provide: { transport: 'http' },
        },
      },
      {
        resolve,
        test: {
          ...limits,
          name: 'browser',
          include: BROWSER,
          globalSetup: ['test/system/global-setup.ts'],
        },
      },
      {
        resolve,
        test: {
          ...limits,
          name: 'system',
          include: SYSTEM,
          globalSetup: ['test/system/global-setup.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
