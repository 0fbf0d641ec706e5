import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { alwaysThere, saysAway } from './availability.ts';
import { ensureIdentity } from './identity.ts';
import { type Connection, migrate, NewerStoreError, readMigrations } from './migrate.ts';
import type { Tables } from './schema.ts';
import { serverTypes } from './server-types.ts';
import { InUseError, lockDatabase, takeDatabase, watchServer } from './server-watch.ts';
import type { Db, Store } from './store.ts';

/** The oldest PostgreSQL we speak to, as `server_version_num` gives it. */
const oldestServer = 150_000;
const firstPauseMs = 250;
const longestPauseMs = 5_000;

export type ServerStoreOptions = {
  /** `postgres://user:password@host:port/database`; the database must exist, in UTF-8. */
  readonly url: string;
  readonly connections?: number;
  /** Whether to take the database for one center alone, and to watch it: for serving. */
  readonly serve?: boolean;
};

function settingsOf({ url }: ServerStoreOptions): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'homeline-center',
    connectionTimeoutMillis: 5_000,
    // A line that was cut without a word must not keep a request for ever.
    query_timeout: 30_000,
    keepAlive: true,
    options: '-c timezone=UTC -c tcp_keepalives_idle=20 -c tcp_keepalives_count=3',
    types: serverTypes,
  };
}

/**
 * Opens a store on a PostgreSQL server: brings its schema up to date and pools connections.
 *
 * @throws what `pg` throws when the server cannot be reached or refuses; NewerStoreError;
 * InUseError when another center serves from it; an Error that says what to do when the server
 * is too old.
 */
export async function openServerStore(options: ServerStoreOptions): Promise<Store> {
  const settings = settingsOf(options);
  const keeper = options.serve === true ? await takeDatabase(settings) : null;
  try {
    const identity = await withConnection({ ...options, serve: false }, async (connection) => {
      await migrate(connection, readMigrations());
      return ensureIdentity(connection);
    });
    const pool = poolOf(options);
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    const watch = keeper && watchServer(settings, keeper);
    return {
      db,
      identity,
      availability: watch ?? alwaysThere,
      connections: () => ({
        total: pool.totalCount,
        idle: pool.idleCount,
        waiting: pool.waitingCount,
      }),
      close: async () => {
        await db.destroy();
        await watch?.close();
      },
    };
  } catch (error) {
    await keeper?.end();
    throw error;
  }
}

function poolOf(options: ServerStoreOptions): pg.Pool {
  const pool = new pg.Pool({ ...settingsOf(options), max: options.connections ?? 10 });
  // A connection that dies tells whoever is using it; nobody else has to know.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Queries on a server whose schema is not looked at. */
export function dbOfServer(options: ServerStoreOptions): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: poolOf(options) }) });
}

/** One connection to a database, for what is done before a store is open: migrating, restoring. */
export async function withConnection<Result>(
  options: ServerStoreOptions,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  // A migration takes as long as it takes.
  const client = new pg.Client({ ...settingsOf(options), query_timeout: 0 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await checkServer(client);
    if (options.serve === true) await lockDatabase(client);
    return await work({
      exec: (sql: string) => client.query(sql),
      query: (sql: string, values?: unknown[]) => client.query(sql, values),
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}

export type ServerFailure = {
  readonly kind: 'unreachable' | 'in-use' | 'newer' | 'refused';
  readonly detail: string;
};

/**
 * Opens the store, and tries again while the server cannot be reached or another center is just
 * ending, for so many seconds.
 *
 * @param onWaiting told before each pause, with the reason.
 */
export async function openServerStoreInTime(
  options: ServerStoreOptions & { readonly waitSeconds: number },
  onWaiting: (failure: ServerFailure) => void,
): Promise<{ ok: true; store: Store } | { ok: false; error: ServerFailure }> {
  const deadlineMs = performance.now() + options.waitSeconds * 1_000;
  let pauseMs = firstPauseMs;
  for (;;) {
    try {
      return { ok: true, store: await openServerStore(options) };
    } catch (error) {
      const failure = failureOf(error);
      const mayPass = failure.kind === 'unreachable' || failure.kind === 'in-use';
      if (!mayPass || performance.now() + pauseMs > deadlineMs) {
        return { ok: false, error: failure };
      }
      onWaiting(failure);
      await wait(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }
}

function failureOf(error: unknown): ServerFailure {
  // Several addresses of one host, none of which answers.
  const first = error instanceof AggregateError ? (error.errors as unknown[])[0] : error;
  const words = first instanceof Error ? first.message : String(first);
  if (error instanceof InUseError) return { kind: 'in-use', detail: `The database: ${words}.` };
  if (error instanceof NewerStoreError) {
    return { kind: 'newer', detail: `The database cannot be used: ${words}.` };
  }
  if (saysAway(error)) {
    return { kind: 'unreachable', detail: `The database cannot be reached: ${words}.` };
  }
  return { kind: 'refused', detail: `The database cannot be used: ${words}.` };
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
