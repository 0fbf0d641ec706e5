import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beginEpoch, type DumpTable, emptyIdentity, storeIsEmpty, writeRows } from '../db/dump.ts';
import { lockFolder } from '../db/folder-lock.ts';
import { type Connection, type Migration, migrate, readMigrations } from '../db/migrate.ts';
import { dbOfServer, withConnection } from '../db/server-store.ts';
import type { Db } from '../db/store.ts';
import { makeEmbeddedStore } from '../db/store.ts';
import { syncFolder } from '../db/sync-tree.ts';
import { uuidV7 } from '../uuid.ts';
import { BackupError, backupLines, checkBackup } from './read-backup.ts';

const rowsAtOnce = 1_000;

export type RestoreOutcome =
  | { readonly ok: true; readonly rows: number; readonly centerId: string }
  | { readonly ok: false; readonly detail: string };

/** Where a backup goes: an empty folder or an empty database. */
export type RestorePlace = { readonly dataFolder: string } | { readonly url: string };

/**
 * Puts a backup into an empty store, of either engine, and begins a new epoch. A backup of an older
 * version is brought up to date. Whatever goes wrong, nothing of it can be taken for a whole store.
 */
export async function restoreBackup(path: string, place: RestorePlace): Promise<RestoreOutcome> {
  try {
    const header = await checkBackup(path);
    const own = readMigrations();
    const unknown = header.migrations.filter((name) => !own.some((one) => one.name === name));
    if (unknown.length > 0) {
      throw new BackupError(`a newer version of this program wrote it (${unknown.join(', ')})`);
    }
    const then = own.filter(({ name }) => header.migrations.includes(name));
    const steps = { then, now: own };
    if ('url' in place) await intoServer(path, place.url, steps);
    else await intoFolder(path, place.dataFolder, steps);
    return { ok: true, rows: header.rows, centerId: header.centerId };
  } catch (error) {
    if (error instanceof BackupError || error instanceof NotEmptyError) {
      return { ok: false, detail: `The backup was not restored: ${error.message}.` };
    }
    throw error;
  }
}

class NotEmptyError extends Error {}

type Steps = { readonly then: readonly Migration[]; readonly now: readonly Migration[] };

async function intoServer(path: string, url: string, steps: Steps): Promise<void> {
  await withConnection({ url, serve: true }, async (connection) => {
    const db = dbOfServer({ url });
    try {
      await prepare(connection, steps, () => storeIsEmpty(db));
      await fill(db, path);
      await migrate(connection, steps.now);
    } finally {
      await db.destroy();
    }
  });
}

/** Fills a store beside the place, and gives it the place when it is whole. */
async function intoFolder(path: string, dataFolder: string, steps: Steps): Promise<void> {
  const lock = lockFolder(dataFolder);
  if (!lock) throw new NotEmptyError('another center works in this data folder');
  try {
    const folder = join(dataFolder, 'store');
    if (existsSync(folder)) throw new NotEmptyError('the data folder has a store already');
    const restoring = `${folder}.restoring`;
    rmSync(restoring, { recursive: true, force: true });
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const { connection, db, close } = await makeEmbeddedStore(restoring);
    try {
      await prepare(connection, steps, () => storeIsEmpty(db));
      await fill(db, path);
      await migrate(connection, steps.now);
    } finally {
      await close();
    }
    renameSync(restoring, folder);
    syncFolder(dataFolder);
  } finally {
    lock.release();
  }
}

/** The schema as the backup's was. An empty store of a newer schema is made anew. */
async function prepare(
  connection: Connection,
  steps: Steps,
  isEmpty: () => Promise<boolean>,
): Promise<void> {
  const { rows } = await connection.query(
    `select tablename from pg_tables where schemaname = 'public'`,
  );
  if (rows.length > 0) {
    if (!(await isEmpty())) throw new NotEmptyError('the database is not empty');
    await connection.exec('drop schema public cascade; create schema public');
  }
  await migrate(connection, steps.then);
}

async function fill(db: Db, path: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await emptyIdentity(transaction);
    let table: DumpTable | null = null;
    let rows: (readonly (string | null)[])[] = [];
    const flush = async () => {
      if (table !== null && rows.length > 0) await writeRows(transaction, table, rows);
      rows = [];
    };
    for await (const line of backupLines(path)) {
      if (line.kind === 'row') {
        rows.push(line.values);
        if (rows.length >= rowsAtOnce) await flush();
      } else {
        await flush();
        if (line.kind === 'table') table = line;
      }
    }
    await beginEpoch(transaction, {
      epoch: uuidV7(),
      tokenSecret: randomBytes(32).toString('base64'),
      at: new Date().toISOString(),
    });
  });
}
