import { encodePcmu, pcmuSilence } from '../../domain/audio/pcmu.ts';
import { createTone, type ToneSource } from '../../domain/audio/tone.ts';

/** What a customer sends: silence, a recording, or a tone, in frames of 20 ms. */
export interface Mouth {
  readonly playing: boolean;
  /** Plays µ-law bytes from their beginning. */
  play(recording: Uint8Array): void;
  playTone(frequencyHz: number, durationMs: number): void;
  /** A tone without end that drowns out everything else; null ends it. */
  holdTone(frequencyHz: number | null): void;
  /** The next 160 µ-law bytes. */
  nextFrame(): Uint8Array;
}

const sampleRateHz = 8000;
const samplesPerFrame = 160;
const silence = new Uint8Array(samplesPerFrame).fill(pcmuSilence);

export function createMouth(): Mouth {
  let rest = new Uint8Array();
  // Made as it sounds: minutes of a tone at once would hold up the exchange and every call.
  let tone: { readonly source: ToneSource; restSamples: number } | null = null;
  let heldTone: ToneSource | null = null;

  function toneFrame(sounding: NonNullable<typeof tone>): Uint8Array {
    const frame = new Uint8Array(silence);
    const count = Math.min(samplesPerFrame, sounding.restSamples);
    frame.set(encodePcmu(sounding.source.next(count)));
    sounding.restSamples -= count;
    if (sounding.restSamples === 0) tone = null;
    return frame;
  }

  return {
    get playing() {
      return rest.length > 0 || tone !== null;
    },
    play(recording) {
      tone = null;
      rest = new Uint8Array(recording);
    },
    playTone(frequencyHz, durationMs) {
      rest = new Uint8Array();
      const restSamples = Math.round((durationMs * sampleRateHz) / 1000);
      tone =
        restSamples > 0 ? { source: createTone(frequencyHz, sampleRateHz), restSamples } : null;
    },
    holdTone(frequencyHz) {
      rest = new Uint8Array();
      tone = null;
      heldTone = frequencyHz === null ? null : createTone(frequencyHz, sampleRateHz);
    },
    nextFrame() {
      if (heldTone) return encodePcmu(heldTone.next(samplesPerFrame));
      if (tone) return toneFrame(tone);
      if (rest.length === 0) return silence;
      const frame = new Uint8Array(silence);
      frame.set(rest.subarray(0, samplesPerFrame));
      rest = rest.subarray(samplesPerFrame);
      return frame;
    },
  };
}
