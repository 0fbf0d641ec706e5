import { expect, test } from 'vitest';
import { fictionNumber } from '../../../../tests/support/desk-records.ts';
import { matches } from './matches.ts';

const call = {
  callId: 'call-1',
  direction: 'outbound',
  number: fictionNumber(42),
  customerId: null,
  campaignId: null,
  startedAt: '2026-11-22T09:00:00.000Z',
  answered: true,
  talkMs: 1_000,
  cause: 'hung-up-here',
  dispositionId: null,
  withWhom: '',
  consultation: false,
} as const;
const row = { call, name: 'Nguyễn Thị Hà', outcome: 'Call back' };

test.each(['', 'ha nguyen', 'NGUYỄN', 'call back', 'thi call', '0142', '(503) 555-01 42', '+1503'])(
  'found by %j',
  (query) => {
    expect(matches(row, query)).toBe(true);
  },
);

test.each(['tran', 'interested', '0143', 'ha interested'])('not by %j', (query) => {
  expect(matches(row, query)).toBe(false);
});

test('a Vietnamese đ is a d, and Chinese is found by its characters', () => {
  expect(matches({ ...row, name: 'Đỗ Văn Đức' }, 'do duc')).toBe(true);
  expect(matches({ ...row, name: '张伟' }, '张')).toBe(true);
});
