import { existsSync, readFileSync, statSync } from 'node:fs';

/** What is analysed: narrow enough for telephone audio, wide enough for every tone of the tests. */
export const analysedHz = 8_000;
const recordedHz = 48_000;
const decimation = recordedHz / analysedHz;

/** One second's worth of samples is 8,000 numbers in [-1, 1]. */
export type Samples = Float32Array;

/** What is heard in some samples. */
export type Heard = {
  /** The strongest frequency, to 4 Hz; 0 in silence. */
  readonly heardHz: number;
  /** Root mean square, 0…1. */
  readonly heardLevel: number;
};

/**
 * Reads a recording of Asterisk: 48 kHz, 16 bit, no header. Asterisk writes 32 KB at a time, so
 * that at this rate what is read of a call that goes on is at most 0.35 s old.
 *
 * @param lastMs - Only the end of it.
 */
export function readRecording(file: string, lastMs = Number.POSITIVE_INFINITY): Samples {
  if (!existsSync(file)) return new Float32Array();
  const bytes = readFileSync(file);
  const all = Math.floor(bytes.length / 2 / decimation);
  const wanted = Math.min(all, Math.round((lastMs / 1_000) * analysedHz));
  const samples = new Float32Array(wanted);
  for (let index = 0; index < wanted; index += 1) {
    let sum = 0;
    const first = (all - wanted + index) * decimation;
    for (let part = 0; part < decimation; part += 1) sum += bytes.readInt16LE((first + part) * 2);
    samples[index] = sum / decimation / 32_768;
  }
  return samples;
}

/** How much of a call is written down by now, in milliseconds. */
export function recordedMs(file: string): number {
  if (!existsSync(file)) return 0;
  return (statSync(file).size / 2 / recordedHz) * 1_000;
}

export function levelOf(samples: Samples): number {
  if (samples.length === 0) return 0;
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

/** Goertzel's algorithm: how strong one frequency is, as the amplitude of its sine. */
export function amplitudeAt(samples: Samples, frequencyHz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequencyHz) / analysedHz);
  let [before, last] = [0, 0];
  samples.forEach((sample, index) => {
    // A Hann window: a loud tone does not drown its neighbours.
    const window = 1 - Math.cos((2 * Math.PI * index) / samples.length);
    [before, last] = [last, window * sample + coefficient * last - before];
  });
  const power = last * last + before * before - coefficient * last * before;
  return samples.length === 0 ? 0 : (2 / samples.length) * Math.sqrt(Math.max(0, power));
}

export function hear(samples: Samples): Heard {
  const heardLevel = levelOf(samples);
  let [heardHz, strongest] = [0, 1e-4];
  for (let frequencyHz = 100; frequencyHz < analysedHz / 2; frequencyHz += 4) {
    const amplitude = amplitudeAt(samples, frequencyHz);
    if (amplitude > strongest) [heardHz, strongest] = [frequencyHz, amplitude];
  }
  return { heardHz, heardLevel };
}

/** What comes after that moment of the recording. */
export function since(samples: Samples, fromMs: number): Samples {
  return samples.subarray(Math.round((fromMs / 1_000) * analysedHz));
}

/** The amplitude of a tone's sine from which it counts as heard. */
export const heardFrom = 0.02;

/** How finely gaps are measured. */
const windowMs = 10;

/**
 * The stretches in which that tone is not heard, between the first and the last time it is.
 *
 * @param threshold - The amplitude below which it does not count as heard.
 * @returns In milliseconds from the beginning of the samples, 10 ms finely.
 */
export function gapsOf(
  samples: Samples,
  frequencyHz: number,
  threshold = heardFrom,
): { fromMs: number; toMs: number }[] {
  const size = (windowMs * analysedHz) / 1_000;
  const gaps: { fromMs: number; toMs: number }[] = [];
  let lastHeard: number | null = null;
  for (let window = 0; (window + 1) * size <= samples.length; window += 1) {
    const part = samples.subarray(window * size, (window + 1) * size);
    if (amplitudeAt(part, frequencyHz) < threshold) continue;
    if (lastHeard !== null && window > lastHeard + 1) {
      gaps.push({ fromMs: (lastHeard + 1) * windowMs, toMs: window * windowMs });
    }
    lastHeard = window;
  }
  return gaps;
}

const steadyMs = 300;

/** Whether that tone is heard all through the end of the samples. */
export function isSteady(samples: Samples, frequencyHz: number): boolean {
  const end = since(samples, samples.length / (analysedHz / 1_000) - steadyMs);
  const parts = [0, 1, 2].map((part) =>
    since(end, (part * steadyMs) / 3).subarray(0, end.length / 3),
  );
  return parts.every((part) => amplitudeAt(part, frequencyHz) > heardFrom);
}

/** Long enough to tell one tone from all others, short enough for a syllable. */
const syllableMs = 100;

/** How strong that tone is where it is strongest. */
export function strongestOf(samples: Samples, frequencyHz: number): number {
  const size = (syllableMs * analysedHz) / 1_000;
  let strongest = 0;
  for (let at = 0; at + size <= samples.length; at += size / 2) {
    strongest = Math.max(strongest, amplitudeAt(samples.subarray(at, at + size), frequencyHz));
  }
  return strongest;
}
