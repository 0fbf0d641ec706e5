import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fits, isComplete, readLock } from './lock-file.mjs';
import { node24, versionOf } from './node-24.mjs';
import { inRepository, repository } from './paths.mjs';
import { runLogged, SetupProblem, step, tail } from './step.mjs';

/** npm's own record of what it has put into node_modules, written when an install is complete. */
const installedFile = inRepository('node_modules', '.package-lock.json');
/** Outside of node_modules, which npm empties first. */
const logFile = inRepository('results', 'npm-ci.log');

/**
 * Installs what package-lock.json says, unless exactly that is installed. No package runs a script
 * of its own (.npmrc: ignore-scripts); see docs/decisions.
 */
export async function ensureNodePackages() {
  if (isInstalled()) return;
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
}

async function npmCi() {
  const npm = npmCommand();
  const code = await runLogged(
    npm.file,
    [...npm.args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'],
    {
      cwd: repository,
      env: { ...process.env, PATH: pathWithoutNodeModules() },
      logFile,
    },
  );
  if (code !== 0) {
    throw new SetupProblem(
      `npm ci ended with code ${code}:\n${tail(logFile)}`,
      `Check the connection to the npm registry and run the same command again. Log: ${logFile}`,
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

function isInstalled() {
  if (!existsSync(installedFile)) return false;
  return isComplete(readLock(), JSON.parse(readFileSync(installedFile, 'utf8')), thisPlatform());
}

/**
 * Packages of the lock file made for exactly this platform that are not installed.
 *
 * @returns {string[]}
 */
function missingForThisPlatform() {
  return Object.entries(readLock().packages)
    .filter(([, entry]) => entry.os !== undefined && fits(entry, thisPlatform()))
    .filter(([path]) => !existsSync(inRepository(path)))
    .map(([path]) => path);
}

/** @returns {import('./lock-file.mjs').Platform} */
function thisPlatform() {
  return { os: process.platform, cpu: process.arch, libc: libcName() };
}

function libcName() {
  const isMusl =
    existsSync('/lib') && readdirSync('/lib').some((name) => name.startsWith('ld-musl'));
  return isMusl ? 'musl' : 'glibc';
}
