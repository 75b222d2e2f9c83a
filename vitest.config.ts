import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{db,gateway,subgraphs,test}/**/*.test.ts'],
    environment: 'node',
    // Two cores: PostgreSQL, the ledger and Chromium run beside the tests.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 90_000,
    teardownTimeout: 20_000,
  },
});
