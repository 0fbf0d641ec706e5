import { chmodSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { JournalFromTheFuture, migrate } from './schema.ts';

export type OpenedFile = {
  readonly database: DatabaseSync;
  /** Where an unreadable predecessor was kept, or null. */
  readonly setAside: string | null;
};

/**
 * Opens the journal: WAL with `synchronous=FULL`, so that a commit that returned is on the disk.
 * A file that fails its integrity check is kept under another name and a new one begun.
 */
export function openFile(path: string, stamp: string): OpenedFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    return { database: openChecked(path), setAside: null };
  } catch (error) {
    // A newer file is healthy: setting it aside would hide somebody's unsent work.
    if (error instanceof JournalFromTheFuture || !existsSync(path)) throw error;
    const setAside = `${path}.unreadable-${stamp.replaceAll(/[:.]/g, '-')}`;
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, setAside + suffix);
    }
    return { database: openChecked(path), setAside };
  }
}

function openChecked(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    chmodSync(path, 0o600);
    database.exec(
      'pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 500; pragma foreign_keys = on;',
    );
    const check = database.prepare('pragma quick_check(1)').get();
    if (check?.['quick_check'] !== 'ok') {
      throw new Error(`journal check: ${String(check?.['quick_check'])}`);
    }
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
