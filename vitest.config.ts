import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Node resolves graphql to its CommonJS build, which Apollo's packages share; Vite would load a second copy.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['{db,gateway,subgraphs,test}/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['db/testing/global-setup.ts'],
    // Two cores: PostgreSQL, the ledger and Chromium run beside the tests.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 90_000,
    teardownTimeout: 20_000,
  },
});
