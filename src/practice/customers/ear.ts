import { dominantTone } from '../../domain/audio/goertzel.ts';
import {
  detectSpeech,
  initialSpeechDetector,
  loudnessOf,
  type SpeechDetector,
} from '../../domain/audio/speech-detector.ts';

/** What was found in a stretch of sound. */
export interface Measurement {
  readonly dominantHz: number;
  readonly level: number;
  readonly signalToNoiseDb: number;
  readonly heardMs: number;
}

/** How long nothing was heard, in milliseconds, since it was asked for. */
export interface SilenceWatch {
  readonly longestMs: number;
  /** Up to now. */
  readonly silentMs: number;
  /** All that was loud, taken together. */
  readonly soundMs: number;
  stop(): void;
}

/** What a customer hears: whether the agent talks, and measurements for tests and the tour. */
export interface Ear {
  readonly agent: SpeechDetector;
  /** Milliseconds since a packet with sound last came. */
  readonly quietWireMs: number;
  hear(samples: Int16Array): void;
  /** To be called once for each 20 ms of time, whether sound came or not. */
  tick(durationMs: number): void;
  /** Collects what comes in the next `durationMs` and finds its tone; null where nothing came. */
  measure(durationMs: number): Promise<Measurement | null>;
  /** Watches from now on for silence, whether packets of it come or none. */
  watchSilence(): SilenceWatch;
  /** Ends measurements that are under way with what they have. */
  close(): void;
}

interface Collection {
  leftMs: number;
  readonly samples: number[];
  finish(): void;
}

/** -40 dBFS: an open microphone's noise is silence. */
const soundLevel = 0.01;

const sampleRateHz = 8000;
/** Half a second tells tones 2 Hz apart; more would hold up the pacing of the calls. */
const mostMeasuredSamples = 4000;

function measurementOf(samples: readonly number[]): Measurement | null {
  if (samples.length === 0) return null;
  const tone = dominantTone(samples.slice(-mostMeasuredSamples), {
    sampleRateHz,
    fullScale: 32_768,
  });
  return {
    dominantHz: tone.frequencyHz,
    level: tone.level,
    signalToNoiseDb: tone.signalToNoiseDb,
    heardMs: (1000 * samples.length) / sampleRateHz,
  };
}

export function createEar(): Ear {
  let agent = initialSpeechDetector;
  let quietWireMs = 0;
  let heardSinceTick = false;
  let loudSinceTick = false;
  const collections = new Set<Collection>();
  const watches = new Set<{ longestMs: number; silentMs: number; soundMs: number }>();

  return {
    get agent() {
      return agent;
    },
    get quietWireMs() {
      return quietWireMs;
    },
    hear(samples) {
      const loudness = loudnessOf(samples);
      loudSinceTick ||= loudness > soundLevel;
      agent = detectSpeech(agent, loudness, (1000 * samples.length) / sampleRateHz);
      quietWireMs = 0;
      heardSinceTick = true;
      for (const { samples: collected } of collections) collected.push(...samples);
    },
    tick(durationMs) {
      quietWireMs += durationMs;
      // No packets at all is silence too: a muted microphone may send none.
      if (!heardSinceTick && quietWireMs > 60) agent = detectSpeech(agent, 0, durationMs);
      heardSinceTick = false;
      for (const watch of watches) {
        watch.silentMs = loudSinceTick ? 0 : watch.silentMs + durationMs;
        watch.longestMs = Math.max(watch.longestMs, watch.silentMs);
        if (loudSinceTick) watch.soundMs += durationMs;
      }
      loudSinceTick = false;
      for (const collection of collections) {
        collection.leftMs -= durationMs;
        if (collection.leftMs <= 0) collection.finish();
      }
    },
    measure(durationMs) {
      return new Promise((resolve) => {
        const collection: Collection = {
          leftMs: durationMs,
          samples: [],
          finish() {
            collections.delete(collection);
            resolve(measurementOf(collection.samples));
          },
        };
        collections.add(collection);
      });
    },
    watchSilence() {
      const watch = { longestMs: 0, silentMs: 0, soundMs: 0, stop: () => watches.delete(watch) };
      watches.add(watch);
      return watch;
    },
    close() {
      watches.clear();
      for (const collection of collections) collection.finish();
    },
  };
}
