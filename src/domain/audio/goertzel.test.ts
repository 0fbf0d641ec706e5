import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amplitudeAt, dominantTone } from './goertzel.ts';
import { decodePcmu, encodePcmu } from './pcmu.ts';
import { createTone } from './tone.ts';

const sampleRateHz = 8000;

/**
 * Least where a tone hits the same few steps of G.711 again and again: 24.8 dB at a third and a sixth
 * of the sample rate, of all whole frequencies from 250 to 3300 Hz at this level.
 */
const lowestPcmuRatioDb = 24.5;

test('a tone is found to 1 Hz, with its level, after G.711 too', () => {
  fc.assert(
    fc.property(fc.integer({ min: 250, max: 3300 }), (frequencyHz) => {
      const sent = createTone(frequencyHz, sampleRateHz, 0.4).next(4000);
      const heard = decodePcmu(encodePcmu(sent));
      const found = dominantTone(heard, { sampleRateHz, fullScale: 32_768 });
      expect(Math.abs(found.frequencyHz - frequencyHz)).toBeLessThanOrEqual(1);
      expect(found.level).toBeCloseTo(0.4, 1);
      expect(found.signalToNoiseDb).toBeGreaterThan(lowestPcmuRatioDb);
    }),
    { numRuns: 12, examples: [[Math.round(sampleRateHz / 3)], [Math.round(sampleRateHz / 6)]] },
  );
});

test('of two tones the louder is found, and the other is noise', () => {
  const loud = createTone(1000, sampleRateHz, 0.5).next(4000);
  const soft = createTone(1800, sampleRateHz, 0.05).next(4000);
  const both = loud.map((sample, index) => sample + (soft[index] ?? 0));
  const found = dominantTone(both, { sampleRateHz, fullScale: 32_768 });
  expect(found.frequencyHz).toBeCloseTo(1000, 0);
  expect(found.signalToNoiseDb).toBeCloseTo(20, 0);
});

test('silence has no tone, and a tone elsewhere has no share', () => {
  const silence = dominantTone(new Int16Array(4000), { sampleRateHz, fullScale: 32_768 });
  expect(silence).toEqual({ frequencyHz: 0, level: 0, signalToNoiseDb: -100 });
  const tone = createTone(440, sampleRateHz, 0.5).next(4000);
  expect(amplitudeAt(tone, sampleRateHz, 2000)).toBeLessThan(20);
  expect(amplitudeAt([], sampleRateHz, 2000)).toBe(0);
});

test('a tone goes on without a step between stretches', () => {
  const whole = createTone(700, sampleRateHz).next(320);
  const parts = createTone(700, sampleRateHz);
  expect([...parts.next(160), ...parts.next(160)]).toEqual([...whole]);
});
