import { expect, test } from 'vitest';
import {
  agent,
  alerting,
  call,
  idle,
  onCall,
  practice,
  work,
} from '../../../../tests/pictures/fixtures/snapshot.ts';
import type { DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';
import { ringHint } from './ring-hint.ts';

const ended: DeskSnapshot = {
  ...onCall,
  agent: agent('wrap-up', 0),
  call: { ...call, signalling: 'ended' },
  work: { ...work, stage: 'wrap-up' },
};

const cases: readonly (readonly [string, DeskSnapshot, string])[] = [
  ['ready', idle, 'practice.hint'],
  ['ready with a preview', { ...idle, work: { ...work, stage: 'preview' } }, 'practice.hint'],
  [
    'ready, the last call over',
    { ...idle, call: { ...call, signalling: 'ended' } },
    'practice.hint',
  ],
  ['a break', { ...idle, agent: agent('not-ready', 0) }, 'practice.hint-not-ready'],
  ['no line', { ...idle, line: { ...idle.line, state: 'connecting' } }, 'practice.hint-no-line'],
  [
    'talking, lunch comes next',
    { ...onCall, agent: agent('on-call', 0, { next: { kind: 'not-ready', reasonId: 'lunch' } }) },
    'practice.hint-on-call',
  ],
  ['a caller', alerting, 'practice.hint-on-call'],
  ['dialing', { ...onCall, call: { ...call, signalling: 'dialing' } }, 'practice.hint-on-call'],
  ['talking', onCall, 'practice.hint-second'],
  ['two calls', { ...onCall, other: { work, call } }, 'practice.hint-on-call'],
  ['the call over, the record open', ended, 'practice.hint-wrap-up'],
];

test.each(cases)('%s', (_name, snapshot, hint) => {
  expect(ringHint({ ...snapshot, practice })).toBe(hint);
});

test.each(['failed', 'starting'] as const)('an exchange that is %s comes first', (exchange) => {
  expect(ringHint({ ...onCall, practice: { ...practice, exchange } })).toBe(
    `practice.exchange-${exchange}`,
  );
});
