import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRepository } from './paths.mjs';

/**
 * A hash over the names and contents of files and folders of the repository; missing ones count as
 * empty, so that a deleted file changes the hash too.
 *
 * @param {string[]} entries Paths inside the repository.
 * @param {(path: string) => boolean} [matters]
 * @returns {string}
 */
export function fingerprint(entries, matters = () => true) {
  const hash = createHash('sha256');
  for (const file of entries.flatMap(filesOf).filter(matters).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(inRepository(file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} entry
 * @returns {string[]}
 */
function filesOf(entry) {
  const path = inRepository(entry);
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [entry];
  return readdirSync(path).flatMap((name) => filesOf(join(entry, name)));
}

/** Whether a stamp file holds exactly this value.
 *
 * @param {string} file
 * @param {string} value
 */
export function isStamped(file, value) {
  return existsSync(file) && readFileSync(file, 'utf8') === value;
}

/**
 * @param {string} file
 * @param {string} value
 */
export function stamp(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, value);
}
