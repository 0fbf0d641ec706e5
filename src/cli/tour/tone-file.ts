import { writeFileSync } from 'node:fs';
import { createTone } from '../../domain/audio/tone.ts';
import { formatWav } from '../../domain/audio/wav.ts';

const sampleRateHz = 48_000;

/** A WAV of a steady tone, two seconds of whole periods, so that a loop of it has no click. */
export function writeToneFile(path: string, frequencyHz: number): void {
  const count = Math.round((Math.round(frequencyHz * 2) / frequencyHz) * sampleRateHz);
  const samples = createTone(frequencyHz, sampleRateHz, 0.5).next(count);
  writeFileSync(path, formatWav({ sampleRateHz, samples }));
}
