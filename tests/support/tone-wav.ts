import { writeFile } from 'node:fs/promises';

/**
 * Writes a mono 48 kHz 16-bit WAV of a steady sine, for Chromium's fake microphone (which loops
 * it). Whole periods only, so that the loop has no click.
 */
export async function writeToneWav(path: string, frequencyHz: number): Promise<void> {
  const rate = 48_000;
  const periods = Math.round(frequencyHz * 2);
  const samples = Math.round((periods / frequencyHz) * rate);
  const data = Buffer.alloc(44 + samples * 2);
  data.write('RIFF', 0);
  data.writeUInt32LE(36 + samples * 2, 4);
  data.write('WAVEfmt ', 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(1, 22);
  data.writeUInt32LE(rate, 24);
  data.writeUInt32LE(rate * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36);
  data.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1) {
    const value = Math.sin((2 * Math.PI * periods * index) / samples);
    data.writeInt16LE(Math.round(value * 16_000), 44 + index * 2);
  }
  await writeFile(path, data);
}
