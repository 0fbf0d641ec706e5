import { expect, test } from 'vitest';
import { alerting, call, idle, onCall, work } from '../../../tests/pictures/fixtures/snapshot.ts';
import type { DeskSnapshot } from '../../contract/ipc/desk-snapshot.ts';
import { compactPart } from './compact-part.ts';

const beside = (signalling: 'alerting' | 'established'): DeskSnapshot['other'] => ({
  work: { ...work, workId: 'work-2' },
  call: { ...call, callId: 'call-2', signalling },
});
const wrapUp = { ...work, stage: 'wrap-up' } as const;

test.each<[string, DeskSnapshot, string]>([
  ['nobody', idle, 'usual'],
  ['a call', onCall, 'usual'],
  ['a call that rings', alerting, 'ringing'],
  ['a second one that rings', { ...onCall, other: beside('alerting') }, 'second-rings'],
  ['a second one that waits', { ...onCall, other: beside('established') }, 'usual'],
  [
    'a field missing at Next',
    { ...onCall, work: { ...wrapUp, missingFieldIds: ['a'] } },
    'told-missing',
  ],
  ['no promise at Next', { ...onCall, work: { ...wrapUp, unpromisedTold: true } }, 'told-missing'],
])('the compact bar is about %s', (_name, snapshot, part) => {
  expect(compactPart(snapshot)).toBe(part);
});
