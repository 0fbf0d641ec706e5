import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testFolder } from '../../../tests/support/journal.ts';
import { createLog, isLogLevel } from './log.ts';

const lines = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log', () => {
  test('is one JSON object a line, of the level asked for, redacted, for this user only', () => {
    const path = join(testFolder(), 'logs', 'homeline.log');
    const log = createLog({ path, level: 'info' });
    log.debug('not this');
    log.info({ number: '+15035550142', password: 'it is me' }, 'call to sip:5035550142@pbx');
    expect(lines(path)).toEqual([
      {
        level: 30,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        number: '[number]',
        password: '[secret]',
        msg: 'call to sip:[number]@pbx',
      },
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('goes on where it was', () => {
    const path = join(testFolder(), 'homeline.log');
    createLog({ path, level: 'info' }).info('one');
    createLog({ path, level: 'info' }).info('two');
    expect(lines(path).map(({ msg }) => msg)).toEqual(['one', 'two']);
  });

  test('turns over at its size, keeps five, and loses no line between them', () => {
    const path = join(testFolder(), 'homeline.log');
    const maxBytes = 1_000;
    const log = createLog({ path, level: 'info', maxBytes });
    for (let n = 0; n < 200; n += 1) log.info({ n }, 'a line of the log');
    const names = readdirSync(dirname(path)).sort();
    expect(names).toEqual(['homeline.log', ...[1, 2, 3, 4, 5].map((n) => `homeline.log.${n}`)]);
    const inOrder = [5, 4, 3, 2, 1].map((n) => `${path}.${n}`).concat(path);
    for (const file of inOrder) expect(statSync(file).size).toBeLessThanOrEqual(maxBytes);
    const kept = inOrder.flatMap(lines).map(({ n }) => n);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, n) => 200 - kept.length + n));
    expect(kept.length).toBeGreaterThan(30);
  });

  test('a single line longer than the size is still written', () => {
    const path = join(testFolder(), 'homeline.log');
    const log = createLog({ path, level: 'info', maxBytes: 100 });
    log.info('x'.repeat(500));
    log.info('after');
    expect(lines(`${path}.1`)).toHaveLength(1);
    expect(lines(path).map(({ msg }) => msg)).toEqual(['after']);
  });

  test('that somebody has thrown away begins again', () => {
    const path = join(testFolder(), 'homeline.log');
    const log = createLog({ path, level: 'info', maxBytes: 300 });
    log.info('x'.repeat(200));
    rmSync(path);
    log.info('x'.repeat(200));
    log.info('still here');
    expect(lines(path).at(-1)).toMatchObject({ msg: 'still here' });
  });
});

describe('a disk that does not take it', () => {
  test('never throws, and the count of lost lines is told when it does again', () => {
    const folder = testFolder();
    const path = join(folder, 'homeline.log');
    const log = createLog({ path, level: 'info' });
    log.info('before');
    rmSync(path);
    // A folder in its place: no line can be written, whoever runs this.
    mkdirSync(path);
    log.info('lost');
    log.error('lost too');
    rmSync(path, { recursive: true });
    log.info('after');
    expect(lines(path).map(({ msg, count }) => [msg, count])).toEqual([
      ['log lines lost', 2],
      ['after', undefined],
    ]);
  });

  test('never keeps the app from starting', () => {
    const folder = testFolder();
    const inTheWay = join(folder, 'logs');
    writeFileSync(inTheWay, 'a file where the folder should be');
    chmodSync(inTheWay, 0o600);
    const path = join(inTheWay, 'homeline.log');
    const log = createLog({ path, level: 'info' });
    log.info('lost');
    rmSync(inTheWay);
    log.info('after');
    expect(existsSync(path)).toBe(true);
    expect(lines(path).map(({ msg }) => msg)).toEqual(['log lines lost', 'after']);
  });
});

test.each([
  ['debug', true],
  ['info', true],
  ['loud', false],
  ['constructor', false],
  ['', false],
])('%s is a level: %s', (text, is) => {
  expect(isLogLevel(text)).toBe(is);
});
