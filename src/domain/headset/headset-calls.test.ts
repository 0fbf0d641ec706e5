import { expect, test } from 'vitest';
import { type CallState, noCalls, type Party } from '../call/call.ts';
import type { CallEvent } from '../call/call-event.ts';
import { transition } from '../call/transition.ts';
import { headsetCalls, isOffHook } from './headset-calls.ts';

const party: Party = {
  number: '+15035550142',
  displayName: null,
  customerId: null,
  queue: null,
  reason: null,
};
type Happening = CallEvent extends infer Event
  ? Event extends CallEvent
    ? Omit<Event, 'atMs' | 'at'>
    : never
  : never;
const after = (...events: readonly Happening[]): CallState =>
  events.reduce<CallState>(
    (state, event, atMs) =>
      transition(state, { ...event, atMs, at: '2026-11-22T08:00:00.000Z' } as CallEvent).state,
    noCalls,
  );
const invited: Happening = { type: 'sip.invited', callId: 'a', party };
const answered: readonly Happening[] = [
  { type: 'sip.lineUp' },
  invited,
  { type: 'call.answer', callId: 'a' },
  { type: 'sip.established', callId: 'a' },
];

test.each<[string, readonly Happening[], object | null, boolean]>([
  ['no call', [], null, false],
  ['one that rings', [invited], { callId: 'a', phase: 'alerting' }, false],
  ['one being answered', answered.slice(0, 3), { phase: 'connecting' }, true],
  ['a talk', answered, { phase: 'established', muted: false, held: false }, true],
  [
    'a muted talk',
    [...answered, { type: 'media.muted', callId: 'a', muted: true }],
    { muted: true },
    true,
  ],
  [
    'a hold that was asked for',
    [...answered, { type: 'call.hold', callId: 'a' }],
    { held: false, holdWanted: true },
    true,
  ],
  [
    'a talk on hold',
    [
      ...answered,
      { type: 'call.hold', callId: 'a' },
      { type: 'sip.held', callId: 'a', by: 'local' },
    ],
    { held: true },
    true,
  ],
  ['one that ends', [...answered, { type: 'call.hangUp', callId: 'a' }], null, false],
])('%s', (_name, events, current, offHook) => {
  const calls = headsetCalls(after(...events));
  if (current === null) expect(calls).toEqual({ current: null, other: null });
  else expect(calls).toMatchObject({ current, other: null });
  expect(isOffHook(calls)).toBe(offHook);
});
