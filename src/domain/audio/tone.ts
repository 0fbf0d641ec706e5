/** A sine that goes on without a click where one stretch of samples follows another. */
export interface ToneSource {
  /** The next `count` samples, signed 16 bits. */
  next(count: number): Int16Array<ArrayBuffer>;
}

/**
 * A pure tone.
 *
 * @param level its amplitude as a share of full scale, 0…1
 */
export function createTone(frequencyHz: number, sampleRateHz: number, level = 0.4): ToneSource {
  const turn = (2 * Math.PI * frequencyHz) / sampleRateHz;
  let position = 0;
  return {
    next(count) {
      const samples = Int16Array.from({ length: count }, (_, index) =>
        Math.round(32_767 * level * Math.sin(turn * (position + index))),
      );
      position += count;
      return samples;
    },
  };
}
