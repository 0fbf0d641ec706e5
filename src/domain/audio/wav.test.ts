import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatWav, parseWav } from './wav.ts';

test('what was written is read back', () => {
  fc.assert(
    fc.property(fc.int16Array(), fc.constantFrom(8000, 16_000, 48_000), (samples, sampleRateHz) => {
      expect(parseWav(formatWav({ sampleRateHz, samples }))).toEqual({
        ok: true,
        recording: { sampleRateHz, samples },
      });
    }),
  );
});

test('chunks that are not sound are passed over', () => {
  const plain = formatWav({ sampleRateHz: 8000, samples: Int16Array.of(1, -2, 3) });
  const list = new Uint8Array([0x4c, 0x49, 0x53, 0x54, 3, 0, 0, 0, 1, 2, 3, 0]);
  const withList = new Uint8Array([...plain.subarray(0, 36), ...list, ...plain.subarray(36)]);
  expect(parseWav(withList)).toMatchObject({
    ok: true,
    recording: { samples: Int16Array.of(1, -2, 3) },
  });
});

test('no input throws; what is wrong is named', () => {
  const stereo = formatWav({ sampleRateHz: 8000, samples: Int16Array.of(1, 2) });
  stereo[22] = 2;
  expect(parseWav(stereo)).toMatchObject({
    ok: false,
    error: { kind: 'unsupported', channels: 2 },
  });
  const whole = formatWav({ sampleRateHz: 8000, samples: Int16Array.of(1, 2, 3) });
  expect(parseWav(whole.subarray(0, 46))).toMatchObject({ error: { kind: 'truncated' } });
  expect(parseWav(new Uint8Array())).toMatchObject({ error: { kind: 'not-wav' } });
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat(60), (noise, keep) => {
      const broken = new Uint8Array([...whole.subarray(0, keep), ...noise]);
      expect(typeof parseWav(broken).ok).toBe('boolean');
    }),
  );
});
