import { expect, test } from 'vitest';
import { endCause } from '../../domain/call/end-cause.ts';
import { referCauseOf, referRefusedOf } from './refer-cause.ts';
import { readReferNotice } from './refer-notice.ts';

const active = 'active;expires=60';
const terminated = 'terminated;reason=noresource';

test.each([
  ['SIP/2.0 100 Trying', active, { kind: 'progress', progress: 'accepted' }],
  ['SIP/2.0 180 Ringing\r\nTo: <sip:204@pbx.example.com>', active, ringing()],
  ['SIP/2.0 183 Session Progress', active, ringing()],
  ['SIP/2.0 182 Queued', active, { kind: 'progress', progress: 'accepted' }],
  ['', active, { kind: 'progress', progress: 'accepted' }],
  ['SIP/2.0 200 OK', terminated, { kind: 'reached' }],
  ['SIP/2.0 200', '', { kind: 'reached' }],
  ['\r\nsip/2.0 486', terminated, { kind: 'failed', sipStatus: 486 }],
  ['SIP/2.0 486 Busy Here', active, { kind: 'failed', sipStatus: 486 }],
  ['SIP/2.0 603 Decline\n', terminated, { kind: 'failed', sipStatus: 603 }],
  ['SIP/2.0 302 Moved Temporarily', terminated, { kind: 'failed', sipStatus: 302 }],
  ['SIP/2.0 100 Trying', terminated, { kind: 'untold' }],
  ['SIP/2.0 180 Ringing', 'Terminated', { kind: 'untold' }],
  ['', terminated, { kind: 'untold' }],
  ['busy', terminated, { kind: 'untold' }],
  ['SIP/2.0 2000 OK', terminated, { kind: 'untold' }],
])('%j while %s', (body, state, notice) => {
  expect(readReferNotice(body, state)).toEqual(notice);
});

function ringing() {
  return { kind: 'progress', progress: 'ringing' };
}

const kindOf = (sipCause: ReturnType<typeof referCauseOf>) =>
  endCause({ sipCause, by: 'remote', sipStatus: null, direction: 'outbound', established: false })
    .kind;

test.each([
  [302, 'unreachable'],
  [403, 'not-allowed'],
  [404, 'wrong-number'],
  [407, 'not-allowed'],
  [408, 'no-answer'],
  [480, 'no-answer'],
  [486, 'busy'],
  [487, 'no-answer'],
  [488, 'unreachable'],
  [500, 'server-trouble'],
  [503, 'server-trouble'],
  [600, 'busy'],
  [603, 'declined-there'],
  [606, 'unreachable'],
  [608, 'declined-there'],
  [699, 'unreachable'],
])('the call to them ended with %i: %s', (sipStatus, kind) => {
  expect(kindOf(referCauseOf(sipStatus))).toBe(kind);
});

test.each([
  [405, 'not-allowed'],
  [408, 'line-lost'],
  [481, 'line-lost'],
  [501, 'not-allowed'],
  [403, 'not-allowed'],
  [404, 'wrong-number'],
  [503, 'server-trouble'],
  [603, 'declined-there'],
])('nobody was called, the REFER got %i: %s', (sipStatus, kind) => {
  expect(kindOf(referRefusedOf(sipStatus))).toBe(kind);
});
