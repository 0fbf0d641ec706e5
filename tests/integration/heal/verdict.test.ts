import { expect, test } from 'vitest';
import type { Flip } from './network/flips.ts';
import { judgeHealing, type Part, type Parts, type Struck } from './verdict.ts';

const struck = (gapMs: number | null, lost: string | null = null): Struck => ({
  state: 'talking',
  lost,
  madeAgain: false,
  gapMs,
});
const flip = (customerMs: number, agentMs: number): Flip => ({
  customerMs,
  agentMs,
  registeredMs: 100,
  lost: null,
});
const part = <Of>(...done: Of[]): Part<Of> => ({ asked: done.length, done, notRun: null });
const good: Parts = {
  page: part(struck(300), struck(400), struck(900)),
  socket: part(struck(0)),
  asterisk: part(struck(450)),
  network: part(flip(40, 2_900), flip(700, 200)),
};
const missed = (parts: Partial<Parts>) =>
  judgeHealing({ ...good, ...parts }).flatMap(({ goal, verdict }) =>
    verdict === 'missed' ? [goal] : [],
  );

test('what was promised and seen is held', () => {
  expect(judgeHealing(good).every(({ verdict }) => verdict === 'held')).toBe(true);
});

test('a call that was lost is no gap, and is missed', () => {
  expect(missed({ socket: part(struck(0), struck(null, 'no call')) })).toEqual([
    'socket broken: no call lost',
  ]);
});

test('silence beyond the promise is missed, and so is silence that nobody measured', () => {
  const goal = 'media page killed: silence, median ≤ 500 ms';
  expect(missed({ page: part(struck(501)) })).toEqual([goal]);
  expect(missed({ page: part(struck(null)) })).toEqual([goal]);
});

test('of a change of the network the worse off of the two counts', () => {
  const goal = 'network changed: silence of the worse off, p95 ≤ 3000 ms';
  expect(missed({ network: part(flip(40, 3_001)) })).toEqual([goal]);
  expect(missed({ network: part(flip(3_001, 40)) })).toEqual([goal]);
});

test('fewer than were asked for are missed, and none at all', () => {
  expect(missed({ page: { ...good.page, asked: 4 } })).toEqual(['media page killed: 4 times']);
  expect(missed({ network: { asked: 2, done: [], notRun: null } })).toEqual([
    'network changed: 2 times',
    'network changed: silence of the worse off, p95 ≤ 3000 ms',
  ]);
});

test('what this machine cannot do is told as not run, with the reason', () => {
  const parts = { ...good, asterisk: { asked: 20, done: [], notRun: 'it needs Linux' } };
  const told = judgeHealing(parts).filter(({ verdict }) => verdict === 'NOT RUN');
  expect(told.map(({ seen }) => seen)).toEqual(Array(3).fill('it needs Linux'));
  expect(missed(parts)).toEqual([]);
});
