import type { z } from 'zod';
import type { tone } from '../contract/ipc/media-api.ts';

export type ToneName = z.infer<typeof tone>;

export type Tones = {
  /** Replaces whatever tone plays. */
  play(name: ToneName): void;
  /** Two notes to hear which device it is; whatever else plays goes on. */
  test(output: 'speaker' | 'ringer'): void;
  /** A short feedback for each digit, into the agent's ear only. */
  dtmf(digits: string, durationMs: number, gapMs: number): void;
};

/** One period of a tone: frequencies in hertz and [sound, silence] in seconds. */
type Cadence = {
  readonly frequenciesHz: readonly number[];
  readonly pattern: readonly (readonly [onSeconds: number, offSeconds: number])[];
  /** How often the pattern is played. */
  readonly repeats: number;
  readonly gain: number;
};

/** Long enough for any phone: then the center has moved the call on. */
const untilStopped = 60;

/**
 * Ringback 425 Hz 1 s / 4 s, busy 425 Hz 0.5 s / 0.5 s and the call waiting tone 425 Hz
 * 0.2 s / 0.6 s / 0.2 s / 10 s as in most networks (ITU-T E.180, E.182). The last one is heard
 * under a customer's voice and must not cover it.
 */
const cadences: Record<Exclude<ToneName, 'none'>, Cadence> = {
  ringing: {
    frequenciesHz: [523.25, 659.25],
    pattern: [
      [0.4, 0.2],
      [0.4, 2],
    ],
    repeats: untilStopped,
    gain: 0.25,
  },
  waiting: {
    frequenciesHz: [425],
    pattern: [
      [0.2, 0.6],
      [0.2, 10],
    ],
    repeats: untilStopped,
    gain: 0.04,
  },
  announce: {
    frequenciesHz: [880],
    pattern: [
      [0.12, 0.1],
      [0.12, 0],
    ],
    repeats: 1,
    gain: 0.12,
  },
  ringback: { frequenciesHz: [425], pattern: [[1, 4]], repeats: untilStopped, gain: 0.1 },
  busy: { frequenciesHz: [425], pattern: [[0.5, 0.5]], repeats: 4, gain: 0.1 },
};

const testCadence: Cadence = {
  frequenciesHz: [523.25, 783.99],
  pattern: [
    [0.3, 0.15],
    [0.5, 0],
  ],
  repeats: 1,
  gain: 0.15,
};

/** Rows and columns of the keypad in hertz (ITU-T Q.23). */
const rowsHz = [697, 770, 852, 941];
const columnsHz = [1209, 1336, 1477, 1633];
const keys = ['123A', '456B', '789C', '*0#D'];

/** Where tones are played: `ringing` to its own device, all else into the agent's ear. */
type ToneOutput = { readonly talk: BaseAudioContext; readonly ringer: BaseAudioContext };

export function createTones(output: ToneOutput): Tones {
  let stop: () => void = () => undefined;
  return {
    play(name) {
      stop();
      stop = () => undefined;
      if (name === 'none') return;
      stop = playCadence(name === 'ringing' ? output.ringer : output.talk, cadences[name]);
    },
    test(to) {
      playCadence(to === 'ringer' ? output.ringer : output.talk, testCadence);
    },
    dtmf(digits, durationMs, gapMs) {
      const context = output.talk;
      let atSeconds = context.currentTime;
      for (const digit of digits.toUpperCase()) {
        const row = keys.findIndex((line) => line.includes(digit));
        const pair = [rowsHz[row], columnsHz[keys[row]?.indexOf(digit) ?? -1]];
        for (const frequencyHz of pair) {
          if (frequencyHz === undefined) continue;
          const gain = new GainNode(context, { gain: 0.05 });
          gain.connect(context.destination);
          const oscillator = new OscillatorNode(context, { frequency: frequencyHz });
          oscillator.connect(gain);
          oscillator.start(atSeconds);
          oscillator.stop(atSeconds + durationMs / 1000);
        }
        atSeconds += (durationMs + gapMs) / 1000;
      }
    },
  };
}

/** Schedules the whole tone on the audio clock, which no busy page can delay. */
function playCadence(context: BaseAudioContext, cadence: Cadence): () => void {
  const gain = new GainNode(context, { gain: 0 });
  gain.connect(context.destination);
  const oscillators = cadence.frequenciesHz.map((frequency) => {
    const oscillator = new OscillatorNode(context, { frequency });
    oscillator.connect(gain);
    oscillator.start();
    return oscillator;
  });
  let atSeconds = context.currentTime + 0.01;
  for (let round = 0; round < cadence.repeats; round += 1) {
    for (const [onSeconds, offSeconds] of cadence.pattern) {
      gain.gain.setTargetAtTime(cadence.gain, atSeconds, 0.005);
      gain.gain.setTargetAtTime(0, atSeconds + onSeconds, 0.005);
      atSeconds += onSeconds + offSeconds;
    }
  }
  const stop = () => {
    for (const oscillator of oscillators) oscillator.stop();
    gain.disconnect();
  };
  for (const oscillator of oscillators) oscillator.stop(atSeconds);
  return stop;
}
