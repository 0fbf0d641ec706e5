import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { testFolder } from './journal.ts';

export type SmallDisk = {
  readonly folder: string;
  /** Writes until not one byte more goes. */
  fill(): void;
  free(): void;
};

/**
 * A real file system of so many KiB, unmounted when the test ends. Only root may mount: anybody
 * else, and a container that forbids it, gets the reason why not.
 */
export function mountSmallDisk(
  kibibytes: number,
): { ok: true; disk: SmallDisk } | { ok: false; why: string } {
  const folder = testFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder], {
      stdio: 'pipe',
    });
  } catch (error) {
    return { ok: false, why: `no small disk can be mounted here: ${String(error)}` };
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
  });
  const ballast = join(folder, 'ballast');
  return {
    ok: true,
    disk: {
      folder,
      fill() {
        const file = openSync(ballast, 'a');
        try {
          for (let size = 65_536; size >= 1; ) {
            if (!writes(file, size)) size = Math.floor(size / 2);
          }
        } finally {
          closeSync(file);
        }
      },
      free: () => rmSync(ballast),
    },
  };
}

function writes(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size, 1)) > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
