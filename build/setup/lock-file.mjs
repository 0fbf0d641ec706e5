import { readFileSync } from 'node:fs';
import { inRepository } from './paths.mjs';

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 *
 * @typedef {{ packages: Record<string, LockEntry> }} Lock
 * @typedef {{ os: string, cpu: string, libc: string }} Platform
 */

const systems = {
  aix: 'aix',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win: 'win32',
  win32: 'win32',
  windows: 'win32',
};
const processors = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

/** @returns {Lock} */
export function readLock() {
  return JSON.parse(readFileSync(inRepository('package-lock.json'), 'utf8'));
}

/**
 * Whether what npm records as installed is what the lock file asks for on this platform.
 *
 * @param {Lock} lock
 * @param {Lock} installed npm's record in node_modules/.package-lock.json.
 * @param {Platform} here
 */
export function isComplete(lock, installed, here) {
  return Object.entries(lock.packages).every(([path, entry]) => {
    const held = installed.packages[path];
    if (path === '' || held?.version === entry.version) return true;
    // An optional package is rightly absent on another platform, and so is what only that one uses.
    const isForHere = entry.os !== undefined && fits(entry, here);
    return held === undefined && entry.optional === true && !isForHere;
  });
}

/**
 * Whether a package can be installed on a platform.
 *
 * @param {LockEntry} entry
 * @param {Platform} platform
 */
export function fits({ os, cpu, libc }, platform) {
  if (os !== undefined && !os.includes(platform.os)) return false;
  if (cpu !== undefined && !cpu.includes(platform.cpu)) return false;
  return libc === undefined || libc.includes(platform.libc);
}

/**
 * Optional dependencies that a package of the lock file lists and the lock file does not hold.
 *
 * @param {Lock} lock
 * @returns {[path: string, entry: LockEntry][]}
 */
export function missingEntries(lock) {
  /** @type {Map<string, LockEntry>} */
  const missing = new Map();
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isHeld(lock, path, name)) {
        missing.set(`node_modules/${name}`, platformEntry(name, version, entry.dev));
      }
    }
  }
  return [...missing];
}

/**
 * Where Node would look for the package: beside its user, then in each folder above.
 *
 * @param {Lock} lock
 * @param {string} user
 * @param {string} name
 */
function isHeld(lock, user, name) {
  let folder = user;
  for (;;) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock.packages[path]?.version !== undefined) return true;
    if (folder === '') return false;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')));
  }
}

/**
 * @param {string} name
 * @param {string} version
 * @param {boolean | undefined} dev
 * @returns {LockEntry}
 */
function platformEntry(name, version, dev) {
  if (!/^\d+\.\d+\.\d+/.test(version)) {
    throw new Error(`${name}: ${version} is no exact version, so its lock entry cannot be written`);
  }
  const words = name.split(/[^a-z0-9]+/);
  const system = words
    .map((word) => systems[/** @type {keyof typeof systems} */ (word)])
    .find(Boolean);
  const processor = processors.find((candidate) => words.includes(candidate));
  if (system === undefined && processor !== 'wasm32') {
    throw new Error(`${name}: the name tells no operating system`);
  }
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => /^gnu/.test(word))
      ? ['glibc']
      : undefined;
  return {
    version,
    ...(processor === undefined ? {} : { cpu: [processor] }),
    ...(dev === true ? { dev } : {}),
    ...(libc !== undefined && system === 'linux' ? { libc } : {}),
    optional: true,
    ...(system === undefined ? {} : { os: [system] }),
  };
}
