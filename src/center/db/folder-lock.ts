import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A data folder held by this process. */
export type FolderLock = { readonly release: () => void };

/**
 * Takes a data folder for this process alone: an exclusive transaction on a small SQLite file.
 * The operating system lets go of it however the process ends, kill -9 included, so that no stale
 * lock is ever left. PGlite itself has no lock, and two processes in one folder lose rows.
 *
 * @returns null when another process holds the folder.
 */
export function lockFolder(folder: string): FolderLock | null {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(folder, 'center.lock'), { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
  return { release: () => database.close() };
}

const sqliteBusy = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
}
