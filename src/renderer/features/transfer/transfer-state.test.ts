import { expect, test } from 'vitest';
import type { TransferView } from '../../../contract/ipc/transfer-view.ts';
import { transferState } from './transfer-state.ts';

const colleague = {
  signalling: 'established',
  held: false,
  front: true,
  ringMs: 4_000,
  talkMs: 9_000,
} as const;
const asking: TransferView = {
  kind: 'consulting',
  to: 'Lan',
  progress: null,
  failure: null,
  colleague,
  joined: false,
};
const sent: TransferView = { ...asking, kind: 'under-way', colleague: null };

test.each<[string, TransferView, string, number | null]>([
  ['is dialed', { ...asking, colleague: { ...colleague, signalling: 'dialing' } }, 'calling', null],
  ['rings', { ...asking, colleague: { ...colleague, signalling: 'ringing' } }, 'ringing', 4_000],
  ['talks', asking, 'talking', 9_000],
  ['waits', { ...asking, colleague: { ...colleague, front: false } }, 'waiting', 9_000],
  ['goes', { ...asking, colleague: { ...colleague, signalling: 'ending' } }, 'ending', null],
  ['talks with both', { ...asking, joined: true }, 'joined', 9_000],
  ['gets them: hold first', { ...sent, progress: 'holding' }, 'holding', null],
  ['gets them: asked', { ...sent, progress: 'asked' }, 'asked', null],
  ['gets them: taken', { ...sent, progress: 'accepted' }, 'asked', null],
  ['gets them: rings', { ...sent, progress: 'ringing' }, 'there-rings', null],
  ['did not', { ...sent, kind: 'failed', failure: 'busy' }, 'failed', null],
])('the colleague %s', (_name, view, kind, sinceMs) => {
  expect(transferState(view)).toMatchObject({ kind, sinceMs });
});
