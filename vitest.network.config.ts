import { defineConfig } from 'vitest/config';

/** What is tried on networks of the official Fabric programs, one at a time: each has ten processes of its own. */
export default defineConfig({
  test: {
    include: ['test/network/**/*.test.ts'],
    globalSetup: ['test/network/global-setup.ts'],
    testTimeout: 90_000,
    hookTimeout: 240_000,
    fileParallelism: false,
  },
});
