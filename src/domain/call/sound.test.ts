import { expect, test } from 'vitest';
import { type CallState, noCalls, type Party } from './call.ts';
import type { CallEvent, Instant } from './call-event.ts';
import { soundOf } from './sound.ts';
import { transition } from './transition.ts';

const party: Party = {
  number: '+15035550142',
  displayName: null,
  customerId: null,
  queue: null,
  reason: null,
};

type Happening = CallEvent extends infer Event
  ? Event extends Instant
    ? Omit<Event, keyof Instant>
    : never
  : never;

const callId = 'a';
const up: Happening = { type: 'sip.lineUp' };
const down: Happening = { type: 'sip.lineDown' };
const killed: Happening = { type: 'media.lost' };
const flows: Happening = { type: 'media.flowing', callId };
const breaks: Happening = { type: 'media.interrupted', callId };
const healed: Happening = { type: 'sip.healed', callId };
const answering: readonly Happening[] = [
  { type: 'sip.invited', callId, party },
  { type: 'call.answer', callId },
];
const agreed: readonly Happening[] = [...answering, { type: 'sip.established', callId }];
const talking = [...agreed, flows];

function soundAfter(...events: readonly Happening[]) {
  let state: CallState = noCalls;
  [up, ...events].forEach((event, index) => {
    const instant = { atMs: index, at: new Date(1_800_000_000_000 + index).toISOString() };
    ({ state } = transition(state, { ...event, ...instant } as CallEvent));
  });
  const call = state.calls[callId];
  if (call === undefined) throw new Error('the call is there');
  return soundOf(call, state.lineUp);
}

test.each<[string, readonly Happening[], ReturnType<typeof soundOf>]>([
  ['it rings', answering.slice(0, 1), 'whole'],
  ['the page dies before the answer', [...answering, killed], 'whole'],
  ['just answered, nothing was there to lose', agreed, 'whole'],
  ['people talk', talking, 'whole'],
  ['the page dies', [...talking, killed], 'restoring'],
  ['the new dialog is agreed on and nothing flows yet', [...talking, killed, healed], 'restoring'],
  ['it flows again', [...talking, killed, healed, flows], 'whole'],
  ['it flowed before the agreement was told', [...talking, killed, flows, healed], 'whole'],
  ['no line to heal it on', [...talking, down, killed], 'waits-for-line'],
  ['the line breaks amid the healing', [...talking, killed, down], 'waits-for-line'],
  ['the line is back', [...talking, down, killed, up], 'restoring'],
  ['the network changes', [...talking, breaks], 'restoring'],
  ['and takes the line with it', [...talking, breaks, down], 'waits-for-line'],
  ['a line that breaks alone leaves the sound', [...talking, down], 'whole'],
  ['the other way stands', [...talking, breaks, down, up, healed, flows], 'whole'],
  ['the agent hangs up meanwhile', [...talking, killed, { type: 'call.hangUp', callId }], 'whole'],
])('%s', (_name, events, sound) => {
  expect(soundAfter(...events)).toBe(sound);
});
