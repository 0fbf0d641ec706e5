import { defineConfig } from 'vitest/config';

/** They wait for clocks, voices and disks more than for the processor. */
const integrationWorkers = 3;

/** Each has an Asterisk and a browser, whose audio must not stutter. */
const telephonyWorkers = 2;

/**
 * Sound, voices and processes in real time, on what a busy machine has left: what fails is tried once
 * more. The run counts those and says so; one that is there twice is a defect.
 */
const secondTry = 1;

/** The same cases for all who run the same commit. */
const seededProperties = 'tests/support/seeded-properties.ts';

/**
 * Four projects: `unit` (fast, beside the code, a worker per core), `integration`
 * (starts servers, browsers and processes: a few files at a time, longer time-outs), `postgres`
 * (the center's integration tests again, with a PostgreSQL server in place of the embedded store,
 * and what only a server can do), and `telephony` (the phone against a real Asterisk, each file with
 * one of its own, which needs Debian and root).
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
          setupFiles: seededProperties,
          maxWorkers: '100%',
          // Transformed, so that its `electron` is the one a test puts in its place.
          server: { deps: { inline: ['electron-store'] } },
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          include: ['tests/{integration,host}/**/*.test.ts'],
          exclude: ['tests/integration/postgres/**'],
          setupFiles: seededProperties,
          maxWorkers: integrationWorkers,
          retry: secondTry,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'postgres',
          environment: 'node',
          include: ['tests/integration/{center,postgres}/**/*.test.ts'],
          // About the folder of the embedded store, which a server has not.
          exclude: ['**/durability.test.ts', '**/process.test.ts'],
          globalSetup: 'tests/support/postgres/global-setup.ts',
          setupFiles: ['tests/support/postgres/environment.ts', seededProperties],
          maxWorkers: integrationWorkers,
          retry: secondTry,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'telephony',
          environment: 'node',
          include: ['tests/telephony/**/*.test.ts'],
          globalSetup: 'tests/telephony/rig/global-setup.ts',
          maxWorkers: telephonyWorkers,
          retry: secondTry,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
