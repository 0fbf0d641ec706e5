import { writeFileSync } from 'node:fs';

const samplesPerSecond = 48_000;
const headerBytes = 44;
const amplitude = 0.5;

/** A mono 16-bit WAV of a steady tone, in whole periods so that a loop has no click. */
export function writeToneFile(path: string, frequencyHz: number): void {
  const periods = Math.round(frequencyHz * 2);
  const count = Math.round((periods / frequencyHz) * samplesPerSecond);
  const wav = Buffer.alloc(headerBytes + count * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(samplesPerSecond, 24);
  wav.writeUInt32LE(samplesPerSecond * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(count * 2, 40);
  for (let index = 0; index < count; index += 1) {
    const value = Math.sin((2 * Math.PI * periods * index) / count) * amplitude;
    wav.writeInt16LE(Math.round(value * 32_767), headerBytes + index * 2);
  }
  writeFileSync(path, wav);
}
