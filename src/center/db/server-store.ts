import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { ensureIdentity } from './identity.ts';
import { migrate, readMigrations } from './migrate.ts';
import type { Tables } from './schema.ts';
import { serverTypes } from './server-types.ts';
import type { Store } from './store.ts';

/** The oldest PostgreSQL we speak to, as `server_version_num` gives it. */
const oldestServer = 150_000;

/**
 * Opens a store on a PostgreSQL server: brings its schema up to date and pools connections.
 *
 * @param url `postgres://user:password@host:port/database`; the database must exist, in UTF-8.
 * @throws what `pg` throws when the server cannot be reached or refuses, and an Error that says
 * what to do when the server is too old.
 */
export async function openServerStore(options: {
  readonly url: string;
  readonly connections?: number;
}): Promise<Store> {
  const settings: pg.ClientConfig = {
    connectionString: options.url,
    application_name: 'homeline-center',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    options: '-c timezone=UTC',
    types: serverTypes,
  };
  const client = new pg.Client(settings);
  await client.connect();
  try {
    await checkServer(client);
    const target = {
      exec: (sql: string) => client.query(sql),
      query: (sql: string, values?: unknown[]) => client.query(sql, values),
    };
    await migrate(target, readMigrations());
    const identity = await ensureIdentity(target);
    const pool = new pg.Pool({ ...settings, max: options.connections ?? 10 });
    // A connection that dies while nobody uses it; the next query takes another one.
    pool.on('error', () => undefined);
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    return { db, identity, close: () => db.destroy() };
  } finally {
    await client.end();
  }
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string; number: string; encoding: string }>(
    `select current_setting('server_version') as version,
      current_setting('server_version_num') as number,
      current_setting('server_encoding') as encoding`,
  );
  const [server] = rows;
  if (!server) throw new Error('the server does not say which version it is');
  if (Number(server.number) < oldestServer) {
    throw new Error(`the server is PostgreSQL ${server.version}; 15 or newer is needed`);
  }
  if (server.encoding !== 'UTF8') {
    throw new Error(`the database is in ${server.encoding}; make one with encoding 'UTF8'`);
  }
}
