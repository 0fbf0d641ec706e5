import { expect, test } from 'vitest';
import { detectSpeech, initialSpeechDetector, loudnessOf } from './speech-detector.ts';
import { createTone } from './tone.ts';

const run = (loudness: number[], from = initialSpeechDetector) =>
  loudness.reduce((state, frame) => detectSpeech(state, frame, 20), from);

test('a click is not speech, three loud frames are', () => {
  expect(run([0.2, 0.2, 0, 0.2])).toMatchObject({ speaking: false, heard: false });
  expect(run([0.2, 0.2, 0.2])).toMatchObject({ speaking: true, heard: true, quietMs: 0 });
});

test('a short pause between words is still speech; then silence is counted', () => {
  const talking = run([0.2, 0.2, 0.2]);
  expect(run(Array(9).fill(0), talking)).toMatchObject({ speaking: true, quietMs: 180 });
  expect(run(Array(30).fill(0), talking)).toMatchObject({
    speaking: false,
    heard: true,
    quietMs: 600,
  });
});

test('loudness is the share of full scale', () => {
  expect(loudnessOf(new Int16Array(160))).toBe(0);
  expect(loudnessOf(createTone(400, 8000, 0.5).next(160))).toBeCloseTo(0.5 / Math.SQRT2, 2);
});
