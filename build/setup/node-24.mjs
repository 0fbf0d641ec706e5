import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRepository } from './paths.mjs';
import { SetupProblem } from './step.mjs';

/**
 * Path of the Node 24 that the lock file pins. It is a package like any other (an optional one per
 * platform), so it needs no install script and never touches the machine's own Node.
 *
 * @returns {string}
 */
export function node24() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const folder = inRepository('node_modules', `node-${platform}-${process.arch}`, 'bin');
  const file = `${folder}/node${process.platform === 'win32' ? '.exe' : ''}`;
  if (existsSync(file)) return file;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new SetupProblem(
    `Homeline needs Node 24 and carries none for ${process.platform} on ${process.arch}.`,
    'Install Node 24 from nodejs.org, then run the same command again.',
  );
}

/** The version of a node executable, or undefined when it cannot run here.
 *
 * @param {string} file
 */
export function versionOf(file) {
  const run = spawnSync(file, ['--version'], { encoding: 'utf8' });
  return run.status === 0 ? run.stdout.trim() : undefined;
}
