/** Sound faded in and out by a Hann window, and the sum of the window. */
interface Windowed {
  readonly samples: Float64Array;
  readonly windowSum: number;
}

function applyWindow(samples: ArrayLike<number>): Windowed {
  let windowSum = 0;
  const faded = Float64Array.from({ length: samples.length }, (_, index) => {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 0.5)) / samples.length);
    windowSum += window;
    return window * (samples[index] ?? 0);
  });
  return { samples: faded, windowSum };
}

/** Goertzel's recurrence; `turn` is the angle that the frequency goes on by in one sample. */
function amplitudeOf({ samples, windowSum }: Windowed, turn: number): number {
  if (windowSum === 0) return 0;
  const coefficient = 2 * Math.cos(turn);
  let previous = 0;
  let beforePrevious = 0;
  for (const sample of samples) {
    const current = sample + coefficient * previous - beforePrevious;
    beforePrevious = previous;
    previous = current;
  }
  const power =
    previous * previous + beforePrevious * beforePrevious - coefficient * previous * beforePrevious;
  return (2 * Math.sqrt(Math.max(0, power))) / windowSum;
}

/**
 * The share of one frequency in a stretch of sound, by Goertzel's algorithm generalised to any
 * frequency, with a Hann window so that loud neighbours leak little.
 *
 * @returns the amplitude of a sine of that frequency, in the unit of the samples
 */
export function amplitudeAt(
  samples: ArrayLike<number>,
  sampleRateHz: number,
  frequencyHz: number,
): number {
  return amplitudeOf(applyWindow(samples), (2 * Math.PI * frequencyHz) / sampleRateHz);
}

/** What {@link dominantTone} found. */
export interface DominantTone {
  /** The loudest frequency, to about 1 Hz; 0 where nothing is heard at all. */
  readonly frequencyHz: number;
  /** Its amplitude as a share of full scale, 0…1. */
  readonly level: number;
  /** The tone's power over the power of all the rest, in dB; at most 100, at least -100. */
  readonly signalToNoiseDb: number;
}

/** The frequencies that {@link dominantTone} tells apart, and what the samples are. */
export interface ToneSearch {
  readonly sampleRateHz: number;
  /** 32768 for 16-bit samples, 1 for samples as WebAudio has them. */
  readonly fullScale: number;
  /** Default 200. */
  readonly lowestHz?: number;
  /** Default 3400, the upper edge of telephone speech; never over half the sample rate. */
  readonly highestHz?: number;
}

/**
 * Finds the loudest single frequency of a stretch of sound: first on a grid as fine as the
 * length of the stretch can tell apart, then around its best place to 1 Hz. A stretch of 0.25 s
 * to 2 s is what it is meant for; its cost grows with the square of the length.
 */
export function dominantTone(samples: ArrayLike<number>, search: ToneSearch): DominantTone {
  const { sampleRateHz, fullScale } = search;
  const lowestHz = search.lowestHz ?? 200;
  const highestHz = Math.min(search.highestHz ?? 3400, sampleRateHz / 2);
  const windowed = applyWindow(samples);
  // The distance of two bins of a transform of this length: a tone spreads over four of them.
  const gridHz = sampleRateHz / Math.max(1, samples.length);
  const loudest = (fromHz: number, toHz: number, stepHz: number) => {
    let best = { frequencyHz: fromHz, amplitude: 0 };
    for (let frequencyHz = fromHz; frequencyHz <= toHz; frequencyHz += stepHz) {
      const amplitude = amplitudeOf(windowed, (2 * Math.PI * frequencyHz) / sampleRateHz);
      if (amplitude > best.amplitude) best = { frequencyHz, amplitude };
    }
    return best;
  };
  const coarse = loudest(lowestHz, highestHz, gridHz);
  if (coarse.amplitude === 0) return { frequencyHz: 0, level: 0, signalToNoiseDb: -100 };
  const fine = loudest(
    Math.max(lowestHz, coarse.frequencyHz - gridHz),
    Math.min(highestHz, coarse.frequencyHz + gridHz),
    Math.min(0.5, gridHz / 4),
  );
  let total = 0;
  for (let index = 0; index < samples.length; index += 1) total += (samples[index] ?? 0) ** 2;
  const tonePower = fine.amplitude ** 2 / 2;
  const restPower = Math.max(0, total / samples.length - tonePower);
  const ratioDb = restPower === 0 ? 100 : 10 * Math.log10(tonePower / restPower);
  return {
    frequencyHz: fine.frequencyHz,
    level: fine.amplitude / fullScale,
    signalToNoiseDb: Math.min(100, Math.max(-100, ratioDb)),
  };
}
