import { expect, test } from 'vitest';
import {
  agent,
  alerting,
  call,
  idle,
  onCall,
  work,
} from '../../../../tests/pictures/fixtures/snapshot.ts';
import type { DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';
import { shownState } from './desk-state.ts';

const cases: readonly (readonly [string, DeskSnapshot, string])[] = [
  ['nothing on the desk', idle, 'ready'],
  ['a break', { ...idle, agent: agent('not-ready', 0) }, 'not-ready'],
  ['no line', { ...idle, line: { ...idle.line, state: 'backing-off' } }, 'no-line'],
  ['a caller', alerting, 'ringing'],
  ['dialing', { ...onCall, call: { ...call, signalling: 'dialing' } }, 'calling'],
  ['talking', onCall, 'on-call'],
  ['muted', { ...onCall, call: { ...call, muted: true } }, 'muted'],
  ['held and muted', { ...onCall, call: { ...call, muted: true, hold: 'local' } }, 'held'],
  ['muted while they hold', { ...onCall, call: { ...call, muted: true, hold: 'remote' } }, 'muted'],
  ['held there', { ...onCall, call: { ...call, hold: 'remote' } }, 'held-there'],
  [
    'the call over, the record open',
    { ...onCall, call: { ...call, signalling: 'ended' }, work: { ...work, stage: 'wrap-up' } },
    'wrap-up',
  ],
  [
    'the time of the wrap-up over',
    {
      ...onCall,
      call: { ...call, signalling: 'ended' },
      work: { ...work, stage: 'wrap-up' },
      agent: agent('wrap-up', 0, {
        wrapUp: { limitMs: 60_000, extensionMs: 30_000, extensions: 0, overrun: true },
      }),
    },
    'overrun',
  ],
  [
    'the line at another desk',
    {
      ...idle,
      line: { ...idle.line, state: 'offline' },
      agent: agent('not-ready', 0, { moved: true }),
    },
    'moved',
  ],
  [
    'a call that stays here after the line has gone',
    { ...onCall, agent: agent('on-call', 0, { moved: true }) },
    'on-call',
  ],
  [
    'a call without a line is still a call',
    { ...onCall, line: { ...idle.line, state: 'offline' } },
    'on-call',
  ],
];

test.each(cases)('%s', (_name, snapshot, kind) => {
  expect(shownState(snapshot).kind).toBe(kind);
});
