import { expect, test } from 'vitest';
import { call, work } from '../../../../tests/pictures/fixtures/snapshot.ts';
import type { OtherView } from '../../../contract/ipc/desk-snapshot.ts';
import { secondState } from './second-state.ts';

const wrapUp = { ...work, stage: 'wrap-up', wrapUpMs: 7_000 } as const;

test.each<[string, OtherView, string, number | null]>([
  ['rings', { work, call: { ...call, signalling: 'alerting' } }, 'ringing', call.ringMs],
  ['is being answered', { work, call: { ...call, signalling: 'answering' } }, 'answering', null],
  ['held by us', { work, call: { ...call, hold: 'local' } }, 'held', call.talkMs],
  ['held by both', { work, call: { ...call, hold: 'both' } }, 'held-both', call.talkMs],
  ['held by them', { work, call: { ...call, hold: 'remote' } }, 'held-there', call.talkMs],
  ['not held: refused', { work, call: { ...call, hold: 'none' } }, 'not-held', call.talkMs],
  ['ends', { work, call: { ...call, signalling: 'ending' } }, 'ending', null],
  ['is over', { work: wrapUp, call: { ...call, signalling: 'ended' } }, 'wrap-up', 7_000],
  ['is over and forgotten', { work: wrapUp, call: null }, 'wrap-up', 7_000],
])('the second call %s', (_name, other, kind, sinceMs) => {
  expect(secondState(other)).toMatchObject({ kind, sinceMs });
});
