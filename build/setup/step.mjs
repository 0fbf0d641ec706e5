import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Something a person has to put right: what is wrong, and what to do about it. */
export class SetupProblem extends Error {
  /**
   * @param {string} message
   * @param {string} remedy
   */
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}

/** Prints an error: what a person can put right without its stack, anything else with it.
 *
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof SetupProblem) console.error(`\n${error.message}\n${error.remedy}`);
  else console.error(error);
}

/** A terminal sends its interrupt to parent and child alike; other senders know the parent only.
 *
 * @param {NodeJS.Signals} signal
 */
export function comesFromTerminal(signal) {
  return signal === 'SIGINT' && process.stdin.isTTY;
}

/**
 * Does one step of set-up and says so in one line: its name at once, its duration when it is done.
 *
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = performance.now();
  process.stderr.write(`set-up: ${title} … `);
  try {
    const result = await work();
    process.stderr.write(`done in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stderr.write('failed\n');
    throw error;
  }
}

/**
 * Runs a program with its output in a file and resolves to its exit code.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, logFile: string }} options
 * @returns {Promise<number>}
 */
export function runLogged(file, args, { cwd, env = process.env, logFile }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk) => log.write(chunk));
    child.stderr.on('data', (chunk) => log.write(chunk));
    child.on('error', reject);
    child.on('close', (code) => log.end(() => resolve(code ?? 1)));
  });
}

/** The last lines of a log, for the message that names its file.
 *
 * @param {string} logFile
 * @param {number} [lines]
 */
export function tail(logFile, lines = 15) {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
