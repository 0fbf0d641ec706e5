import { expect, test } from 'vitest';
import { fictionNumber, instantAt } from '../../../tests/support/desk-records.ts';
import type { Party } from '../../domain/call/call.ts';
import { newCall } from '../../domain/call/new-call.ts';
import { consultationOf, withoutNumber } from './call-with.ts';

const party = (number: string | null, displayName: string | null): Party => ({
  number,
  displayName,
  customerId: null,
  queue: null,
  reason: null,
});
const outside = fictionNumber(7);

test.each([
  ['a colleague by name', party('204', 'Linh Tran'), 'Linh Tran'],
  ['a colleague by extension', party('204', null), '204'],
  ['a customer has a number', party(outside, 'Nora Bell'), null],
  ['nobody known', party(null, null), null],
])('%s', (_name, who, known) => {
  expect(withoutNumber(who)).toBe(known);
});

test.each([
  ['a colleague', party('204', 'Linh Tran'), null, 'Linh Tran'],
  ['an extension', party('204', '204'), null, '204'],
  ['a number outside', party(outside, outside), outside, ''],
  ['somebody outside by name', party(outside, 'Roof experts'), outside, 'Roof experts'],
])('who was asked is logged: %s', (_name, who, number, withWhom) => {
  const begun = newCall('call-2', 'outbound', who, { atMs: 0, at: instantAt(0) });
  const call = { ...begun, establishedAt: instantAt(3), consultedFor: 'call-1' };
  const end = { at: instantAt(45), talkMs: 42_000, cause: 'transferred', quality: null };
  expect(consultationOf(call, end)).toEqual({
    callId: 'call-2',
    direction: 'outbound',
    number,
    withWhom,
    customerId: null,
    campaignId: null,
    startedAt: instantAt(0),
    answeredAt: instantAt(3),
    endedAt: instantAt(45),
    talkMs: 42_000,
    cause: 'transferred',
    quality: null,
  });
});
