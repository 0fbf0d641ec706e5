import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSystem, type SystemNeed } from './debian.ts';
import { SetupProblem } from './step.mjs';

/**
 * The folder of the newest PostgreSQL's programs on this machine (15 or later), null when there is
 * none. Debian keeps each version apart and off the PATH; HOMELINE_POSTGRES names another folder.
 */
export function findPostgres(): string | null {
  const given = process.env['HOMELINE_POSTGRES'];
  if (given !== undefined) return given;
  const versions = '/usr/lib/postgresql';
  const folders = existsSync(versions)
    ? readdirSync(versions)
        .filter((version) => Number(version) >= 15)
        .sort((one, other) => Number(other) - Number(one))
        .map((version) => join(versions, version, 'bin'))
    : [];
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

const postgresNeed: SystemNeed = {
  name: 'PostgreSQL 15 or newer',
  packages: ['postgresql'],
  isThere: () => findPostgres() !== null,
};

/** Debian asks this program whether a package may start its service; 101 means no. */
const servicePolicy = '/usr/sbin/policy-rc.d';

/**
 * Sees to it that there is a PostgreSQL for the tests, without starting the machine's own.
 *
 * @returns null, or why there is none and what to do.
 */
export async function lackOfPostgres(): Promise<string | null> {
  if (postgresNeed.isThere()) return null;
  const mayForbid =
    process.getuid?.() === 0 && existsSync('/usr/sbin') && !existsSync(servicePolicy);
  try {
    if (mayForbid) writeFileSync(servicePolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    await ensureSystem([postgresNeed]);
    return null;
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    return `${error.message}\nDebian: apt-get install postgresql; elsewhere set HOMELINE_POSTGRES to the folder of its programs.`;
  } finally {
    if (mayForbid) rmSync(servicePolicy, { force: true });
  }
}
