import type { TestProject } from 'vitest/node';
import { findPostgres } from '../../../build/setup/postgres.ts';
import { startPostgres } from './server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the tests' PostgreSQL server, as its owner. */
    postgresUrl: string;
  }
}

/** One server for all test files of the project; each test center has a database of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (findPostgres() === null) {
    throw new Error(
      'There is no PostgreSQL 15 or newer on this machine. Install it (Debian: apt-get install ' +
        'postgresql), or set HOMELINE_POSTGRES to the folder of its programs.',
    );
  }
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return server.remove;
}
