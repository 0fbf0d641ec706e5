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
  let heldTone: ToneSource | null = null;

  return {
    get playing() {
      return rest.length > 0;
    },
    play(recording) {
      rest = new Uint8Array(recording);
    },
    playTone(frequencyHz, durationMs) {
      const count = Math.round((durationMs * sampleRateHz) / 1000);
      rest = encodePcmu(createTone(frequencyHz, sampleRateHz).next(count));
    },
    holdTone(frequencyHz) {
      rest = new Uint8Array();
      heldTone = frequencyHz === null ? null : createTone(frequencyHz, sampleRateHz);
    },
    nextFrame() {
      if (heldTone) return encodePcmu(heldTone.next(samplesPerFrame));
      if (rest.length === 0) return silence;
      const frame = new Uint8Array(silence);
      frame.set(rest.subarray(0, samplesPerFrame));
      rest = rest.subarray(samplesPerFrame);
      return frame;
    },
  };
}
