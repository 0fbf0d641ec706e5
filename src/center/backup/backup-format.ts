import { z } from 'zod';

/** Changes when an older program could not read what a newer one writes. */
export const backupFormat = 'homeline-center-backup/1';

/**
 * A backup is gzip of lines of JSON: a header, each table with its rows, and an end that has the
 * number of rows and the SHA-256 of every line before it. Values are PostgreSQL's own text for
 * their type (instants in UTC), so that either engine reads what the other has written.
 */
export const backupLine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('header'),
    format: z.string(),
    centerId: z.string(),
    /** The migrations that made the tables. */
    migrations: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('table'),
    name: z.string(),
    columns: z.array(z.object({ name: z.string(), type: z.string() })).min(1),
  }),
  z.object({ kind: z.literal('row'), values: z.array(z.string().nullable()) }),
  z.object({ kind: z.literal('end'), rows: z.int(), sha256: z.string() }),
]);
export type BackupLine = z.infer<typeof backupLine>;
export type BackupHeader = Extract<BackupLine, { kind: 'header' }>;
