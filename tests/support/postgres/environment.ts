import { inject } from 'vitest';

/** Makes every test center of this worker open its store on the tests' PostgreSQL server. */
process.env['HOMELINE_TEST_POSTGRES'] = inject('postgresUrl');
