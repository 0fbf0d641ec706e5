import { expect, test } from 'vitest';
import {
  alerting,
  call,
  idle,
  inboundCall,
  onCall,
  work,
} from '../../../../tests/pictures/fixtures/snapshot.ts';
import type { DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';
import { networkClaim } from './work.ts';

const ended = { ...call, displayName: 'Front desk', signalling: 'ended' } as const;

const cases: readonly (readonly [string, DeskSnapshot, string])[] = [
  ['no call', idle, ''],
  ['nothing sent', { ...alerting, call: { ...inboundCall, displayName: '' } }, ''],
  [
    'a number that is not international',
    { ...alerting, call: { ...inboundCall, number: null, displayName: '020 7946 0018' } },
    '“020 7946 0018”',
  ],
  [
    'the record of a call that is over',
    { ...onCall, call: ended, work: { ...work, stage: 'wrap-up' } },
    '“Front desk”',
  ],
  [
    'the next person, not the call before',
    { ...onCall, call: ended, work: { ...work, stage: 'preview' } },
    '',
  ],
];

test.each(cases)('%s', (_name, snapshot, claim) => {
  expect(networkClaim(snapshot)).toBe(claim);
});
