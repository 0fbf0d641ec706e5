import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type TrayState, trayIcon } from './tray-icon.ts';

const states: readonly TrayState[] = [
  'ready',
  'not-ready',
  'on-call',
  'ringing',
  'wrap-up',
  'offline',
];
const sizePx = 32;

/** Alpha of every pixel, as the picture's only data chunk has it. */
function alpha(png: Buffer): number[] {
  const length = png.readUInt32BE(33);
  const rows = inflateSync(png.subarray(41, 41 + length));
  return Array.from({ length: sizePx * sizePx }, (_none, index) => {
    const row = Math.floor(index / sizePx);
    return rows[row * (1 + sizePx * 4) + 1 + (index % sizePx) * 4 + 3] ?? 0;
  });
}

describe.each(states)('%s', (state) => {
  test('is a PNG of the size asked for, with something in it and something around it', () => {
    const png = trayIcon(state, sizePx);
    expect(png.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([sizePx, sizePx]);
    const opaque = alpha(png).filter((value) => value === 255).length;
    expect(opaque).toBeGreaterThan(sizePx * sizePx * 0.2);
    expect(opaque).toBeLessThan(sizePx * sizePx * 0.9);
  });
});

test('no two states have the same shape: the color is never alone', () => {
  const shapes = states.map((state) => alpha(trayIcon(state, sizePx)).join());
  expect(new Set(shapes).size).toBe(states.length);
});
