import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { findPostgres } from '../../../build/setup/postgres.ts';
import { temporaryRoot } from '../temporary-root.ts';

/** A PostgreSQL server of the tests' own: nothing of the machine's is used or touched. */
export type PostgresServer = {
  /** Address of the database `postgres`, as the server's owner. */
  readonly url: string;
  /** Ends the server and keeps its data. `now` cuts every connection without a word. */
  readonly stop: (how: 'politely' | 'now') => Promise<void>;
  /** Starts it again, on the same port. */
  readonly start: () => Promise<void>;
  /** Ends it for good and removes its data. */
  readonly remove: () => Promise<void>;
};

const startWithinMs = 30_000;
const owner = 'homeline';

/**
 * Makes and starts a server in a temporary folder, on a free port of the loopback interface, with
 * a password that nobody knows. Root is refused by PostgreSQL: then somebody without rights runs it.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = findPostgres();
  if (programs === null) throw new Error('There is no PostgreSQL 15 or newer on this machine.');
  const folder = mkdtempSync(join(temporaryRoot, 'homeline-postgres-'));
  const identity = unprivileged();
  if (identity) chownSync(folder, identity.uid, identity.gid);
  const data = join(folder, 'data');
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  if (identity) chownSync(passwordFile, identity.uid, identity.gid);
  const made = spawnSync(
    join(programs, 'initdb'),
    [
      ...['--pgdata', data, '--username', owner, '--pwfile', passwordFile],
      ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
    ],
    { encoding: 'utf8', cwd: folder, ...identity },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`);
  const port = await freePort();
  const address = (database: string) =>
    `postgres://${owner}:${password}@127.0.0.1:${port}/${database}`;
  let running: Awaited<ReturnType<typeof run>> | null = null;
  const start = async () => {
    running = await run(join(programs, 'postgres'), folder, port, identity);
    await untilReady(address('postgres'), running);
  };
  const stop = async (how: 'politely' | 'now') => {
    await running?.stop(how === 'now' ? 'QUIT' : 'INT');
    running = null;
  };
  await start();
  return {
    url: address('postgres'),
    stop,
    start,
    remove: async () => {
      await stop('now');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes an empty database on a server and gives its address. */
export async function createDatabase(serverUrl: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await runAsOwner(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Removes a database that `createDatabase` made. */
export async function dropDatabase(serverUrl: string, databaseUrl: string): Promise<void> {
  const name = new URL(databaseUrl).pathname.slice(1);
  await runAsOwner(serverUrl, `drop database ${name} with (force)`);
}

/** One statement on a connection of its own. */
export async function runAsOwner(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/**
 * The server as a child of a shell that ends it when its own input closes: however the tests end,
 * kill -9 included, no server is left behind.
 */
async function run(
  program: string,
  folder: string,
  port: number,
  identity: { readonly uid: number; readonly gid: number } | undefined,
) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    // What is tested here is the program; the machine does not lose its power meanwhile.
    fsync: 'off',
    shared_buffers: '32MB',
    max_connections: 60,
    log_min_messages: 'warning',
  };
  const child = spawn(
    '/bin/sh',
    [
      '-c',
      '"$0" "$@" & server=$!; read -r how; kill "-$how" $server; wait $server',
      program,
      ...['-D', join(folder, 'data')],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { cwd: folder, stdio: ['pipe', 'ignore', 'pipe'], ...identity },
  );
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-10_000);
  });
  // Written to after it has ended by itself: `ended` tells that.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    hasEnded: () => child.exitCode !== null,
    log: () => log,
    stop: async (signal: 'INT' | 'QUIT') => {
      child.stdin.end(`${signal}\n`);
      await ended;
    },
  };
}

async function untilReady(
  url: string,
  running: { readonly hasEnded: () => boolean; readonly log: () => string },
): Promise<void> {
  const deadline = Date.now() + startWithinMs;
  for (;;) {
    try {
      await runAsOwner(url, 'select 1');
      return;
    } catch (error) {
      if (running.hasEnded() || Date.now() > deadline) {
        throw new Error(`PostgreSQL did not start: ${running.log()}`, { cause: error });
      }
      await wait(50);
    }
  }
}

/** Who runs the server when we are root, as of the machine's list of users. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find(([login]) => login === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and this machine has no user nobody.');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
