import { expect, test } from 'vitest';
import { decodePcmu, encodePcmu, pcmuSilence } from './pcmu.ts';

test('known code words of ITU-T G.711', () => {
  expect([...encodePcmu(Int16Array.of(0, 32_767, -32_768))]).toEqual([pcmuSilence, 0x80, 0x00]);
  expect([...decodePcmu(Uint8Array.of(0xff, 0x7f, 0x80, 0x00))]).toEqual([0, 0, 32_124, -32_124]);
});

test('each byte but negative zero survives decoding and encoding', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x7f);
  expect(encodePcmu(decodePcmu(bytes))).toEqual(bytes);
});

test('the error of a sample stays under one part in sixteen', () => {
  for (let sample = -32_000; sample <= 32_000; sample += 371) {
    const [back] = decodePcmu(encodePcmu(Int16Array.of(sample)));
    expect(Math.abs((back ?? 0) - sample)).toBeLessThanOrEqual(Math.abs(sample) / 16 + 8);
  }
});
