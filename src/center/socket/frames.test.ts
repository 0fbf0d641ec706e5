import { expect, test } from 'vitest';
import { changes as changesSchema } from '../../contract/sync/down/changes.ts';
import { changesFrameBytes } from '../../contract/sync/version.ts';
import { packFrames } from './frames.ts';

const withdrawal = (entryId: string) => JSON.stringify({ kind: 'dnc-withdrawal', entryId });
const pack = (count: number, reset = true) =>
  packFrames({
    reset,
    from: 0,
    to: 9,
    changes: Array.from({ length: count }, (_, place) => withdrawal(`id-${place}`)),
  });

test.each([0, 1, 10, 12_000])('%d changes are all there, in their order', (count) => {
  const frames = pack(count).map((frame) => changesSchema.parse(JSON.parse(frame)));
  const ids = frames.flatMap((frame) =>
    frame.changes.map((change) => (change.kind === 'dnc-withdrawal' ? change.entryId : '')),
  );
  expect(ids).toEqual(Array.from({ length: count }, (_, place) => `id-${place}`));
  expect(frames.map((frame) => frame.reset)).toEqual(frames.map((_, place) => place === 0));
  expect(frames.map((frame) => frame.complete)).toEqual(
    frames.map((_, place) => place === frames.length - 1),
  );
  expect(frames.every((frame) => frame.from === 0 && frame.to === 9)).toBe(true);
});

test('a frame stays near its size, counted in bytes and not in letters', () => {
  const long = JSON.stringify({ kind: 'dnc-withdrawal', entryId: '欧'.repeat(20_000) });
  const frames = packFrames({ reset: false, from: 0, to: 1, changes: Array(6).fill(long) });
  expect(frames).toHaveLength(3);
  for (const frame of frames)
    expect(Buffer.byteLength(frame)).toBeLessThan(changesFrameBytes + 200);
});
