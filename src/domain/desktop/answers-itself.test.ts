import { expect, test } from 'vitest';
import { fictionNumber, inboundCampaign, instantAt } from '../../../tests/support/desk-records.ts';
import { transition } from './desktop.ts';
import type { DesktopEvent } from './event.ts';
import { answersItself } from './opening.ts';
import { signedOutDesktop } from './state.ts';

const automatic = { ...inboundCampaign, autoAnswer: true };
const offer = (n: number): DesktopEvent => ({
  type: 'call-offered',
  workId: `work-${n}`,
  callId: `call-${n}`,
  number: fictionNumber(n),
  queue: inboundCampaign.name,
  customerId: null,
  at: instantAt(100),
});
const ready: DesktopEvent = { type: 'ready-set', ready: true };
const established: DesktopEvent = {
  type: 'call-established',
  callId: 'call-1',
  at: instantAt(105),
};

function after(campaigns: readonly (typeof automatic)[], ...events: readonly DesktopEvent[]) {
  const signIn: DesktopEvent = { type: 'signed-in', campaigns, scripts: [], restored: null };
  return [signIn, ...events].reduce(
    (state, event) => transition(state, event).state,
    signedOutDesktop,
  );
}

test('a caller of a campaign that answers without a key', () => {
  expect(answersItself(after([automatic], ready, offer(1)), 'call-1')).toBe(true);
});

test('not of any other campaign', () => {
  expect(answersItself(after([inboundCampaign], ready, offer(1)), 'call-1')).toBe(false);
});

test('not who calls while somebody is on the line', () => {
  const two = after([automatic], ready, offer(1), established, offer(2));
  expect(two.other?.call?.callId).toBe('call-2');
  expect(answersItself(two, 'call-2')).toBe(false);
});

test('not while the agent is not ready', () => {
  expect(answersItself(after([automatic], offer(1)), 'call-1')).toBe(false);
});
