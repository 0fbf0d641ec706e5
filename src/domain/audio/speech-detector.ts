/**
 * Tells speech from silence by loudness, frame by frame, as a simulated customer needs it: is
 * the agent talking, and since when not.
 *
 *     silent ──≥ startFrames loud frames in a row──▶ speaking
 *     speaking ──≥ holdMs without a loud frame──▶ silent
 */
export interface SpeechDetector {
  readonly speaking: boolean;
  /** Milliseconds of sound since the last loud frame; grows also while `speaking` is held. */
  readonly quietMs: number;
  /** Whether speech was noticed at least once since the detector was made or reset. */
  readonly heard: boolean;
  readonly loudFrames: number;
}

export const initialSpeechDetector: SpeechDetector = {
  speaking: false,
  quietMs: 0,
  heard: false,
  loudFrames: 0,
};

/** -40 dBFS: over the noise of an open microphone, under quiet speech. */
const loudness = 0.01;
const startFrames = 3;
const holdMs = 200;

/** The root mean square of 16-bit samples as a share of full scale, 0…1. */
export function loudnessOf(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length) / 32_768;
}

/** The detector after one more frame of `frameMs` milliseconds and the given loudness (0…1). */
export function detectSpeech(
  state: SpeechDetector,
  frameLoudness: number,
  frameMs: number,
): SpeechDetector {
  if (frameLoudness >= loudness) {
    const loudFrames = state.loudFrames + 1;
    const speaking = state.speaking || loudFrames >= startFrames;
    return { speaking, quietMs: 0, heard: state.heard || speaking, loudFrames };
  }
  const quietMs = state.quietMs + frameMs;
  return { ...state, speaking: state.speaking && quietMs < holdMs, quietMs, loudFrames: 0 };
}
