import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  asideLine,
  countFacts,
  countTally,
  countWorkers,
  judge,
  leaveOut,
  nothing,
  sum,
  tallyLine,
} from './tally.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tally-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the last line', () => {
  test('is always of the same form', () => {
    expect(tallyLine({ ...nothing, passed: 3 })).toBe('3 passed, 0 failed');
    expect(tallyLine({ passed: 3, failed: 1, skipped: 2, again: 1 })).toBe('3 passed, 1 failed');
  });

  test('what was skipped or tried again is told beside it', () => {
    expect(asideLine({ ...nothing, passed: 3 })).toBeNull();
    expect(asideLine({ ...nothing, skipped: 2, again: 0 })).toBe('2 skipped');
    expect(asideLine({ ...nothing, skipped: 2, again: 1 })).toBe(
      '2 skipped, 1 failed first and tried again',
    );
  });

  test('is the sum of all stages', () => {
    const stages = [
      { passed: 3, failed: 1, skipped: 0, again: 0 },
      { passed: 4, failed: 0, skipped: 2, again: 0 },
    ];
    expect(sum(stages)).toEqual({ passed: 7, failed: 1, skipped: 2, again: 0 });
  });
});

describe('judging a stage', () => {
  const ended = { code: 0, timedOut: false };
  const green = { passed: 5, failed: 0, skipped: 0, again: 0 };

  test('leaves a sound result alone', () => {
    expect(judge(green, ended)).toEqual({ tally: green, complaint: undefined });
  });

  test('counts a crash after passing tests as one failure', () => {
    expect(judge(green, { code: 139, timedOut: false })).toEqual({
      tally: { passed: 5, failed: 1, skipped: 0, again: 0 },
      complaint: 'ended with code 139',
    });
  });

  test('does not count failed tests twice because their process ended with a code', () => {
    const red = { passed: 5, failed: 2, skipped: 0, again: 0 };
    expect(judge(red, { code: 1, timedOut: false }).tally).toEqual(red);
  });

  test('counts a stage that executed nothing as a failure, skipped tests or not', () => {
    expect(judge({ passed: 0, failed: 0, skipped: 4, again: 0 }, ended)).toEqual({
      tally: { passed: 0, failed: 1, skipped: 4, again: 0 },
      complaint: 'executed no test',
    });
  });

  test('counts a stage that ran out of time as a failure', () => {
    expect(judge(green, { code: 0, timedOut: true }).complaint).toBe('ran out of time');
  });
});

describe('a stage this machine lacks something for', () => {
  const lacking = 'Asterisk needs Linux and root.\nRun it as root on Debian 12.';

  test('is left out aloud, and counts as skipped', () => {
    const { tally, announcement, line } = leaveOut('telephony', lacking, { required: false });
    expect(tally).toEqual({ passed: 0, failed: 0, skipped: 1, again: 0 });
    expect(asideLine(tally)).toBe('1 skipped');
    expect(announcement).toBe(`── telephony: SKIPPED, nothing of it was tested\n${lacking}`);
    expect(line).toBe('telephony     SKIPPED: Asterisk needs Linux and root.');
  });

  test('has failed where it is required', () => {
    const { tally, announcement, line } = leaveOut('telephony', lacking, { required: true });
    expect(tally).toEqual({ passed: 0, failed: 1, skipped: 0, again: 0 });
    expect(announcement).toBe(`── telephony: FAILED, nothing of it was tested\n${lacking}`);
    expect(line).toBe('telephony     FAILED: Asterisk needs Linux and root.');
  });
});

describe('counting reports', () => {
  test('a missing report counts nothing', () => {
    expect(countTally(join(folder, 'none.json'))).toEqual({
      passed: 0,
      failed: 0,
      skipped: 0,
      again: 0,
    });
    expect(countWorkers(join(folder, 'none'))).toEqual({
      passed: 0,
      failed: 0,
      skipped: 0,
      again: 0,
    });
  });

  test('WebdriverIO workers are summed up', () => {
    writeFileSync(
      join(folder, '0-0.json'),
      JSON.stringify({ passed: 2, failed: 0, skipped: 1, again: 0 }),
    );
    writeFileSync(
      join(folder, '0-1.json'),
      JSON.stringify({ passed: 1, failed: 1, skipped: 0, again: 0 }),
    );
    expect(countWorkers(folder)).toEqual({ passed: 3, failed: 1, skipped: 1, again: 0 });
  });

  test('a WebdriverIO worker without any test is a failure', () => {
    writeFileSync(
      join(folder, '0-0.json'),
      JSON.stringify({ passed: 0, failed: 0, skipped: 0, again: 0 }),
    );
    expect(countWorkers(folder)).toEqual({ passed: 0, failed: 1, skipped: 0, again: 0 });
  });

  test('facts are counted by their verdict', () => {
    const file = join(folder, 'tour.json');
    writeFileSync(file, JSON.stringify({ facts: [{ ok: true }, { ok: false }, { ok: true }] }));
    expect(countFacts(file)).toEqual({ passed: 2, failed: 1, skipped: 0, again: 0 });
  });
});
