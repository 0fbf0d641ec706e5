import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test('nothing given', () => {
  expect(readArguments(['electron', '.'], '/home')).toEqual({
    practice: false,
    greeting: true,
    leadListPath: null,
    scriptPath: null,
    scenarioPath: null,
    logLevel: 'info',
    logResources: false,
  });
});

test('all given, paths from the folder it was started in, switches of others left alone', () => {
  const argv = [
    '--practice',
    '--no-greeting',
    '--leads=lists/a b.txt',
    '--script=/abs/s.json',
    '--scenario=',
    '--log-level=debug',
    '--log-resources',
    '--disable-features=X',
  ];
  expect(readArguments(argv, '/home')).toEqual({
    practice: true,
    greeting: false,
    leadListPath: '/home/lists/a b.txt',
    scriptPath: '/abs/s.json',
    scenarioPath: null,
    logLevel: 'debug',
    logResources: true,
  });
});

test('an unknown log level is the usual one', () => {
  expect(readArguments(['--log-level=loud'], '/').logLevel).toBe('info');
});
