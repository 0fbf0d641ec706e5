import { chmodSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from './schema.ts';

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
    // Any other trouble (a full disk, a lock, a newer file) says nothing against the file: setting
    // it aside would hide somebody's unsent work.
    if (!isDamage(error)) throw error;
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
      throw new DamagedJournal(String(check?.['quick_check']));
    }
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

class DamagedJournal extends Error {}

// SQLite result codes: https://www.sqlite.org/rescode.html
const corrupt = 11;
const notADatabase = 26;
const unreadable = new Set([266, 522, 8_202]); // I/O error on read, short read, checksum

function isDamage(error: unknown): boolean {
  if (error instanceof DamagedJournal) return true;
  const code = (error as { errcode?: unknown }).errcode;
  if (typeof code !== 'number') return false;
  return (code & 0xff) === corrupt || (code & 0xff) === notADatabase || unreadable.has(code);
}
