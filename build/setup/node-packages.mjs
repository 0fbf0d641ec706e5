import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';
import { node24, versionOf } from './node-24.mjs';
import { cacheFolder, inRepository, repository } from './paths.mjs';
import { runLogged, SetupProblem, step, tail } from './step.mjs';

const stampFile = join(cacheFolder, 'packages');
const logFile = inRepository('node_modules', '.cache', 'homeline', 'npm-ci.log');

/**
 * Installs what package-lock.json says, when that changed since the last time. No package runs a
 * script of its own (.npmrc: ignore-scripts); see docs/decisions.
 */
export async function ensureNodePackages() {
  const wanted = `${process.platform}-${process.arch} ${fingerprint(['package.json', 'package-lock.json', '.npmrc'])}`;
  if (isStamped(stampFile, wanted)) return;
  await step('packages from the lock file (npm ci)', async () => {
    await npmCi();
    // npm leaves out an optional package it could not download, and says nothing.
    if (missingForThisPlatform().length > 0) await npmCi();
    const missing = missingForThisPlatform();
    if (missing.length > 0) {
      throw new SetupProblem(
        `npm installed everything except ${missing.join(', ')}.`,
        `Check the connection to the npm registry and run the same command again. Log: ${logFile}`,
      );
    }
    const version = versionOf(node24());
    if (!version?.startsWith('v24.')) {
      throw new SetupProblem(
        `The Node in ${node24()} does not run here (${version ?? 'no version'}).`,
        'Remove the folder node_modules and run the same command again.',
      );
    }
  });
  stamp(stampFile, wanted);
}

async function npmCi() {
  const npm = npmCommand();
  // The log must not lie in node_modules while npm empties it.
  const outside = inRepository('results', 'npm-ci.log');
  const code = await runLogged(
    npm.file,
    [...npm.args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'],
    {
      cwd: repository,
      env: { ...process.env, PATH: pathWithoutNodeModules() },
      logFile: outside,
    },
  );
  if (code !== 0) {
    throw new SetupProblem(
      `npm ci ended with code ${code}:\n${tail(outside)}`,
      `Check the connection to the npm registry and run the same command again. Log: ${outside}`,
    );
  }
}

/**
 * npm itself, run by the machine's Node: the one in node_modules is about to be replaced.
 *
 * @returns {{ file: string, args: string[] }}
 */
function npmCommand() {
  const script = process.env.npm_execpath;
  const node = process.env.npm_node_execpath ?? process.execPath;
  if (script !== undefined && existsSync(script)) return { file: node, args: [script] };
  return { file: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

function pathWithoutNodeModules() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => !folder.includes('node_modules')).join(delimiter);
}

/**
 * Packages of the lock file made for exactly this platform that are not installed.
 *
 * @returns {string[]}
 */
function missingForThisPlatform() {
  const lock = JSON.parse(readFileSync(inRepository('package-lock.json'), 'utf8'));
  /** @type {[string, { os?: string[], cpu?: string[], libc?: string[] }][]} */
  const packages = Object.entries(lock.packages);
  return packages
    .filter(([path, { os, cpu, libc }]) => {
      if (os === undefined || cpu === undefined) return false;
      if (!os.includes(process.platform) || !cpu.includes(process.arch)) return false;
      if (libc !== undefined && !libc.includes(libcName())) return false;
      return !existsSync(inRepository(path));
    })
    .map(([path]) => path);
}

function libcName() {
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (
    process.report.getReport()
  );
  return report.header?.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}
