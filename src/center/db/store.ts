import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { type Availability, alwaysThere } from './availability.ts';
import { DurableFileSystem, durableStartParameters } from './durable-file-system.ts';
import { lockFolder } from './folder-lock.ts';
import { ensureIdentity } from './identity.ts';
import { startMaintenance } from './maintenance.ts';
import { type Connection, migrate, NewerStoreError, readMigrations } from './migrate.ts';
import type { Tables } from './schema.ts';
import { copyTemplate, ensureTemplate } from './template.ts';

/** The store or a transaction of it. Inside a transaction only the transaction may be used. */
export type Db = Kysely<Tables>;

/** Who a store belongs to; written when it was made. */
export type CenterIdentity = {
  readonly centerId: string;
  readonly epoch: string;
  /** 32 bytes. */
  readonly tokenSecret: Uint8Array;
};

export type Connections = {
  readonly total: number;
  readonly idle: number;
  /** Requests that wait for one. */
  readonly waiting: number;
};

export type Store = {
  readonly db: Db;
  readonly identity: CenterIdentity;
  readonly availability: Availability;
  /** Connections to a server; null in the embedded store, which has none. */
  readonly connections: () => Connections | null;
  readonly close: () => Promise<void>;
};

export type OpenFailure = {
  readonly kind: 'folder-in-use' | 'newer' | 'store';
  readonly detail: string;
};

/**
 * Opens the embedded store of a data folder, making it when there is none.
 *
 * One process at a time holds the folder. The store is not used unless a commit was seen to reach
 * the disk: durability that was not proved at this start is not assumed.
 */
export async function openStore(options: {
  readonly dataFolder: string;
  readonly templateFolder: string;
}): Promise<{ ok: true; store: Store } | { ok: false; error: OpenFailure }> {
  const lock = tryLock(options.dataFolder);
  if (!lock.ok) return lock;
  try {
    const { pglite, files } = await openEngine(options);
    const migrations = readMigrations();
    await migrate(pglite, migrations);
    const syncsBefore = files.syncs;
    const identity = await ensureIdentity(pglite);
    await pglite.exec('update center set created_at = created_at');
    if (files.syncs === syncsBefore) {
      await pglite.close();
      lock.release();
      return storeFailure('what is committed does not reach the disk (no fsync was seen)');
    }
    const maintenance = startMaintenance(pglite);
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
    return {
      ok: true,
      store: {
        db,
        identity,
        availability: alwaysThere,
        connections: () => null,
        close: async () => {
          await maintenance.stop();
          await db.destroy();
          if (!pglite.closed) await pglite.close();
          lock.release();
        },
      },
    };
  } catch (error) {
    lock.release();
    const detail = error instanceof Error ? error.message : String(error);
    return storeFailure(detail, error instanceof NewerStoreError ? 'newer' : 'store');
  }
}

function storeFailure(
  detail: string,
  kind: OpenFailure['kind'] = 'store',
): { ok: false; error: OpenFailure } {
  return {
    ok: false,
    error: { kind, detail: `The center's store cannot be used: ${detail}` },
  };
}

function tryLock(dataFolder: string) {
  try {
    const lock = lockFolder(dataFolder);
    if (lock) return { ok: true as const, release: lock.release };
  } catch (error) {
    return storeFailure(error instanceof Error ? error.message : String(error));
  }
  const error: OpenFailure = {
    kind: 'folder-in-use',
    detail: 'Another center already works in this data folder. End it, or give another folder.',
  };
  return { ok: false as const, error };
}

async function openEngine(options: { dataFolder: string; templateFolder: string }) {
  const folder = join(options.dataFolder, 'store');
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  if (!existsSync(folder)) {
    copyTemplate(await ensureTemplate(options.templateFolder, readMigrations()), folder);
  }
  return startEngine(folder);
}

async function startEngine(folder: string) {
  const files = new DurableFileSystem(folder);
  const pglite = new PGlite({ fs: files, startParams: [...durableStartParameters] });
  await pglite.waitReady;
  return { pglite, files };
}

/** A new embedded store without any table, for what a backup brings. */
export async function makeEmbeddedStore(folder: string) {
  const { pglite } = await startEngine(folder);
  const db: Db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
  return {
    connection: pglite as Connection,
    db,
    close: async () => {
      await pglite.exec('checkpoint');
      await db.destroy();
      if (!pglite.closed) await pglite.close();
    },
  };
}
