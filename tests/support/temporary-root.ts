import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const memory = '/dev/shm';
/** Room for a template, a dozen stores and a PostgreSQL server; a container often has 64 MB. */
const neededBytes = 2_000_000_000;

/**
 * Where tests put stores and journals: memory where there is enough of it (a new store syncs its
 * 1,100 files one by one, which takes seconds on a busy disk), else the machine's folder for
 * temporary files. No machine loses its power in these tests; a process that is killed finds its
 * files here as there.
 */
export const temporaryRoot = hasRoom(memory) ? memory : tmpdir();

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= neededBytes;
  } catch {
    // No Linux, or not for us: there is always the other folder.
    return false;
  }
}
