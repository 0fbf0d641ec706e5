import { expect, test } from 'vitest';
import { pcmuSilence } from '../../domain/audio/pcmu.ts';
import { createMouth } from './mouth.ts';

const isSilent = (bytes: Uint8Array) => bytes.every((byte) => byte === pcmuSilence);

test('a tone lasts to the sample, and silence follows', () => {
  const mouth = createMouth();
  mouth.playTone(1000, 30);
  expect(mouth.playing).toBe(true);
  expect(isSilent(mouth.nextFrame())).toBe(false);
  const last = mouth.nextFrame();
  expect(isSilent(last.subarray(0, 80))).toBe(false);
  expect(isSilent(last.subarray(80))).toBe(true);
  expect(mouth.playing).toBe(false);
  expect(isSilent(mouth.nextFrame())).toBe(true);
});

test('a recording takes the place of a tone', () => {
  const mouth = createMouth();
  mouth.playTone(1000, 60_000);
  mouth.play(new Uint8Array(10).fill(pcmuSilence));
  expect(isSilent(mouth.nextFrame())).toBe(true);
  expect(mouth.playing).toBe(false);
});
