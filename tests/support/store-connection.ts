import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Connection } from '../../src/center/db/migrate.ts';
import { makeEmbeddedStore } from '../../src/center/db/store.ts';

/** One connection to a store by its place: a folder, or a `postgres://` address. */
export async function openConnection(
  place: string,
): Promise<{ readonly connection: Connection; readonly close: () => Promise<void> }> {
  if (!place.startsWith('postgres://')) {
    mkdirSync(place, { recursive: true });
    return makeEmbeddedStore(join(place, 'store'));
  }
  const client = new pg.Client({ connectionString: place });
  await client.connect();
  return {
    connection: {
      exec: (sql) => client.query(sql),
      query: (sql, values) => client.query(sql, values),
    },
    close: () => client.end(),
  };
}
