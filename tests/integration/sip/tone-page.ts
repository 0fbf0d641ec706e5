import { createTones, type ToneName } from '../../../src/media/tones.ts';

/** Renders what the tones play, faster than a clock and without a loudspeaker. */
declare global {
  interface Window {
    renderTone(name: ToneName, seconds: number): Promise<RenderedTone>;
    renderDigits(digits: string): Promise<RenderedTone>;
  }
}

/** For each tenth of a second: the level (root mean square) of the device. */
export type RenderedTone = {
  readonly ringer: readonly number[];
  readonly talk: readonly number[];
  /** Periods per second of the talk device's sound, counted at its upward zero crossings. */
  readonly crossingsHz: number;
};

const rate = 48_000;

async function render(
  seconds: number,
  play: (tones: ReturnType<typeof createTones>) => void,
): Promise<RenderedTone> {
  const talk = new OfflineAudioContext(1, rate * seconds, rate);
  const ringer = new OfflineAudioContext(1, rate * seconds, rate);
  play(createTones({ talk, ringer }));
  const [heard, rung] = await Promise.all([talk.startRendering(), ringer.startRendering()]);
  const samples = heard.getChannelData(0);
  return {
    talk: levels(samples),
    ringer: levels(rung.getChannelData(0)),
    crossingsHz: crossings(samples.slice(rate * 0.1, rate * 0.4)) / 0.3,
  };
}

function levels(samples: Float32Array): number[] {
  const window = rate / 10;
  return Array.from({ length: Math.floor(samples.length / window) }, (_, index) => {
    const part = samples.slice(index * window, (index + 1) * window);
    return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / window);
  });
}

function crossings(samples: Float32Array): number {
  let count = 0;
  for (let index = 1; index < samples.length; index += 1) {
    if ((samples[index - 1] ?? 0) < 0 && (samples[index] ?? 0) >= 0) count += 1;
  }
  return count;
}

window.renderTone = (name, seconds) => render(seconds, (tones) => tones.play(name));
window.renderDigits = (digits) => render(2, (tones) => tones.dtmf(digits, 100, 100));
