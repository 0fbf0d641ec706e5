import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { test } from 'vitest';
import { defaultPbxProfile, type PbxProfile } from '../pbx/pbx-profile.ts';
import {
  alertingCall,
  type Call,
  type CallState,
  isLive,
  liveCall,
  noCalls,
  otherCall,
  type Party,
  talkMs,
} from './call.ts';
import type { CallEffect } from './call-effect.ts';
import type { CallEvent, Instant } from './call-event.ts';
import { sipCauses } from './end-cause.ts';
import { transition } from './transition.ts';

const party: Party = {
  number: '+15035550142',
  displayName: 'Nora Bell',
  customerId: 'c-1',
  queue: null,
  reason: null,
};

type Happening = CallEvent extends infer Event
  ? Event extends Instant
    ? Omit<Event, keyof Instant>
    : never
  : never;

function instant(index: number): Instant {
  return { atMs: 1_000 + index, at: new Date(1_800_000_000_000 + index).toISOString() };
}

/** Any event about three calls, sensible or not. */
const anyEvent: fc.Arbitrary<Happening> = fc
  .record({
    callId: fc.constantFrom('a', 'b', 'c'),
    muted: fc.boolean(),
    by: fc.constantFrom('local', 'remote'),
    operation: fc.constantFrom('hold', 'resume'),
    earlyMedia: fc.boolean(),
    digits: fc.constantFrom('1', '*#', 'x', ''),
    sipCause: fc.constantFrom(...sipCauses),
    sipStatus: fc.constantFrom(null, 486, 503),
    consultId: fc.constantFrom('b', 'c', 'd'),
    progress: fc.constantFrom('accepted', 'ringing'),
    answersItself: fc.boolean(),
    roomId: fc.constantFrom(undefined, 'c', 'e'),
    microphone: fc.constantFrom('ok', 'none', 'denied', 'failed'),
    type: fc.constantFrom<Happening['type']>(
      'call.dial',
      'call.answer',
      'call.reject',
      'call.hangUp',
      'call.hold',
      'call.resume',
      'call.mute',
      'call.dtmf',
      'call.forget',
      'call.transfer',
      'call.consult',
      'call.complete',
      'call.cancelTransfer',
      'call.join',
      'call.part',
      'sip.lineUp',
      'sip.lineDown',
      'sip.invited',
      'sip.ringing',
      'sip.established',
      'sip.held',
      'sip.resumed',
      'sip.operationRefused',
      'sip.healed',
      'sip.healRefused',
      'sip.replacedEnded',
      'sip.transferProgress',
      'sip.transferReached',
      'sip.transferFailed',
      'sip.ended',
      'media.flowing',
      'media.interrupted',
      'media.muted',
      'media.microphone',
      'media.missing',
      'media.lost',
    ),
  })
  .map((fields) => ({ ...fields, target: 'x', party }) as unknown as Happening);

/** What happens around transfers, more often than by chance. */
const transferEvent: fc.Arbitrary<Happening> = fc
  .record({
    callId: fc.constantFrom('a', 'a', 'b', 'b', 'e'),
    by: fc.constantFrom('local', 'local', 'remote'),
    sipCause: fc.constantFrom('bye', 'busy'),
    sipStatus: fc.constant(null),
    progress: fc.constantFrom('accepted', 'ringing'),
    consultId: fc.constant('b'),
    roomId: fc.constantFrom('e', undefined),
    operation: fc.constant('hold'),
    type: fc.constantFrom<Happening['type']>(
      'call.transfer',
      'call.consult',
      'call.complete',
      'call.cancelTransfer',
      'call.join',
      'call.join',
      'call.part',
      'call.resume',
      'sip.held',
      'sip.held',
      'sip.held',
      'sip.resumed',
      'sip.established',
      'sip.established',
      'sip.operationRefused',
      'sip.transferProgress',
      'sip.transferReached',
      'sip.transferReached',
      'sip.transferFailed',
      'sip.ended',
    ),
  })
  .map((fields) => ({ ...fields, target: 'x', party }) as unknown as Happening);

const anyStep = fc.oneof(
  { weight: 1, arbitrary: anyEvent },
  { weight: 3, arbitrary: transferEvent },
);

const opening = [
  { type: 'sip.invited', callId: 'a', party },
  { type: 'call.answer', callId: 'a' },
  { type: 'sip.established', callId: 'a' },
  { type: 'call.consult', callId: 'a', consultId: 'b', target: 'x', party },
  { type: 'sip.held', callId: 'a', by: 'local' },
  { type: 'sip.established', callId: 'b' },
] as const satisfies readonly Happening[];
/** Nothing yet, a talk, or a colleague who is asked. */
const anyOpening = fc.constantFrom(0, 3, 6, 6).map((steps) => opening.slice(0, steps));

/** Three talk here, or in a room of the PBX. */
const anyRoom: fc.Arbitrary<PbxProfile> = fc
  .constantFrom<PbxProfile['conference']>({ kind: 'local' }, { kind: 'room', address: '8200' })
  .map((conference) => ({ ...defaultPbxProfile, conference }));

/** An assertion that costs nothing while it holds: it runs some hundred thousand times. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** Facts that hold for a call in every state there is. */
function check(call: Call): void {
  const { kind } = call.signalling;
  if (kind === 'established') must(call.establishedAtMs !== null, 'it was answered some time');
  if (kind === 'dialing' || kind === 'ringing' || kind === 'alerting' || kind === 'answering') {
    must(call.establishedAtMs === null && call.hold === 'none', 'not answered, not held');
  }
  must((call.endedAtMs === null) === (kind !== 'ended'), 'an end has its time');
  must(talkMs(call, call.startedAtMs + 1_000_000) >= 0, 'nobody talks for less than nothing');
}

/** What the media page makes of its orders: which call may sound, which tone is on. */
function createPage() {
  const open = new Set<string>();
  const hushed = new Set<string>();
  const muted = new Set<string>();
  let focus: string | null = null;
  let tone = 'tone.none';
  let joined: readonly string[] = [];
  return {
    lost(): void {
      open.clear();
      hushed.clear();
      muted.clear();
      focus = null;
      joined = [];
      tone = 'tone.none';
    },
    obey(effect: CallEffect): void {
      if (effect.type === 'media.prepare') open.add(effect.callId);
      if (effect.type === 'media.focus') ({ callId: focus } = effect);
      if (effect.type === 'media.hush') {
        if (effect.hushed) hushed.add(effect.callId);
        else hushed.delete(effect.callId);
      }
      if (effect.type === 'media.mute') {
        if (effect.muted) muted.add(effect.callId);
        else muted.delete(effect.callId);
      }
      if (effect.type === 'media.join') joined = effect.callIds ?? [];
      if (effect.type === 'media.close') {
        open.delete(effect.callId);
        hushed.delete(effect.callId);
        muted.delete(effect.callId);
        if (focus === effect.callId) focus = null;
      }
      if (effect.type.startsWith('tone.')) tone = effect.type;
    },
    sounds: (callId: string) =>
      open.has(callId) &&
      !hushed.has(callId) &&
      (focus === null ||
        !open.has(focus) ||
        focus === callId ||
        (joined.every((id) => open.has(id)) && joined.includes(callId))),
    joined: () => joined,
    isMuted: (callId: string) => muted.has(callId),
    isHushed: (callId: string) => hushed.has(callId),
    tone: () => tone,
  };
}

/** Facts about customers on the way to somebody, and about three who talk. */
function checkTransfers(state: CallState, effects: readonly CallEffect[]): void {
  const calls = Object.values(state.calls);
  for (const { transfer, signalling, holdWanted, refused } of calls) {
    must(transfer === null || signalling.kind !== 'ended', 'who is gone is on no way');
    if (transfer?.kind === 'under-way' && signalling.kind === 'established') {
      must(holdWanted || refused?.operation === 'hold', 'who is passed on waits');
    }
    if (transfer?.kind === 'consulting' && signalling.kind === 'established') {
      const colleague = state.calls[transfer.consultId];
      must(colleague !== undefined && isLive(colleague), 'the colleague is on the line');
    }
  }
  for (const callId of state.joined ?? []) {
    must(state.calls[callId]?.signalling.kind === 'established', 'three talk, or nobody does');
  }
  const referred = effects.filter(({ type }) => type === 'sip.refer');
  must(referred.length <= 1, 'one is passed on at a time');
}

/** Whether sound can pass between the agent and this customer, as far as the call itself goes. */
function talks({ signalling, hold, healing, holdWanted }: Call): boolean {
  const isHeld = hold !== 'none' || (healing.kind !== 'none' && holdWanted);
  return signalling.kind === 'established' && !isHeld;
}

/** The calls that a dead page would cost: people talk, or are about to. */
function isSavable({ signalling }: Call): boolean {
  return ['dialing', 'ringing', 'alerting', 'answering', 'established'].includes(signalling.kind);
}

test('any walk stays sane: two calls, one voice, no call lost, no life after the end', () => {
  fc.assert(
    fc.property(
      fc.array(anyStep, { maxLength: 100, size: 'max' }),
      anyOpening,
      anyRoom,
      (steps, opening, pbx) => {
        const events = [...opening, ...steps];
        let state: CallState = { ...noCalls, pbx };
        const page = createPage();
        const all: Happening[] = [{ type: 'sip.lineUp' }, ...events];
        all.forEach((event, index) => {
          const before = state;
          if (event.type === 'media.lost') page.lost();
          const next = transition(state, { ...event, ...instant(index) } as CallEvent);
          state = next.state;
          next.effects.forEach(page.obey);
          const calls = Object.values(state.calls);
          const live = calls.filter(isLive);
          must(isDeepStrictEqual(JSON.parse(JSON.stringify(state)), state), 'plain data');
          must(live.length <= 2, 'never a third call');
          must((liveCall(state) === null) === (live.length === 0), 'a live call is in front');
          must((otherCall(state) === null) === live.length < 2, 'the other one is beside it');

          // Whatever was refused or waits for the line.
          const heard = calls.filter((call) => talks(call) && page.sounds(call.callId));
          // Who is being let go speaks no more: then the other one may be heard.
          const isEnding = liveCall(state)?.signalling.kind === 'ending';
          const mayBeHeard = isEnding ? Object.keys(state.calls) : (state.joined ?? [state.front]);
          must(heard.length <= (state.joined ? 2 : 1), 'one voice, or the two that were joined');
          must(
            heard.every(({ callId }) => mayBeHeard.includes(callId)),
            'the one in front is heard, and no accidental conference',
          );
          const front = liveCall(state);
          must(!front || !talks(front) || heard.includes(front), 'nobody talks into silence');
          if (front && isSavable(front) && state.muteWanted)
            must(page.isMuted(front.callId), 'muted stays muted');
          for (const call of live) {
            const { kind } = call.healing;
            if (call.signalling.kind === 'ending')
              must(kind === 'none', 'what ends needs no healing');
            else if (kind === 'none')
              must(!page.isHushed(call.callId), 'only what heals is hushed');
            else if (call.holdWanted)
              must(page.isHushed(call.callId), 'held is held while it heals');
            if (kind !== 'none') must(call.signalling.kind === 'established', 'only a talk heals');
            if (kind === 'under-way') must(state.lineUp, 'no healing without a line');
          }
          must(isDeepStrictEqual(page.joined(), state.joined ?? []), 'three stay three');
          if (event.type === 'media.lost') {
            for (const call of Object.values(before.calls)) {
              const now = state.calls[call.callId];
              must(
                !isSavable(call) || (now && isSavable(now)) === true,
                'a dead page costs no call',
              );
            }
          }
          const other = otherCall(state);
          if (other?.signalling.kind === 'established' && !state.joined) {
            must(other.holdWanted || other.refused?.operation === 'hold', 'the other is held');
          }

          const rings = alertingCall(state);
          if (rings && rings === front) {
            const tone = rings.answersItself ? 'tone.announce' : 'tone.ringing';
            must(page.tone() === tone, 'it rings out loud, or tells that it answers itself');
          }
          if (rings && rings !== front) must(page.tone() === 'tone.waiting', 'it beeps in the ear');
          if (!rings)
            must(
              !['tone.ringing', 'tone.waiting', 'tone.announce'].includes(page.tone()),
              'nothing rings',
            );

          for (const call of calls) check(call);
          for (const [callId, call] of Object.entries(before.calls)) {
            const now = state.calls[callId];
            if (isLive(call)) must(now !== undefined, 'no call is lost');
            else must(now === undefined || isDeepStrictEqual(now, call), 'no life after the end');
          }
          checkTransfers(state, next.effects);
          if (event.type === 'sip.transferFailed') {
            must(
              Object.values(before.calls).every(
                (call) => !isLive(call) || isLive(state.calls[call.callId] ?? call),
              ),
              'a transfer that fails ends nothing',
            );
          }
          if (!state.lineUp && liveCall(before)?.signalling.kind === 'established') {
            const needLine = ['sip.hold', 'sip.resume', 'sip.refresh', 'sip.invite', 'sip.heal'];
            needLine.push('sip.refer');
            must(!next.effects.some(({ type }) => needLine.includes(type)), 'no line, no message');
          }
        });
      },
    ),
    { numRuns: 1_000 },
  );
}, 60_000);
