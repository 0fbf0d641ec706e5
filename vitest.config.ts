import { defineConfig } from 'vitest/config';

/**
 * Two projects: `unit` (fast, beside the code, any number of workers) and `integration`
 * (starts servers, browsers and processes: one file at a time, longer time-outs).
 * A test of the renderer that needs a document asks for one by the docblock
 * `@vitest-environment happy-dom`.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts'],
          // Transformed, so that its `electron` is the one a test puts in its place.
          server: { deps: { inline: ['electron-store'] } },
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          include: ['tests/{integration,host,telephony}/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
