/** Level (root mean square, 0…1) and strongest frequency (hertz, 0 in silence) of a stream. */
export type Sound = { readonly level: number; readonly frequencyHz: number };

export type SoundMeter = {
  level(): number;
  measure(): Sound;
  close(): void;
};

/** Below this a room is silent: -60 dBFS. */
const silence = 0.001;

/** Listens to a track without playing it. */
export function createSoundMeter(context: AudioContext, track: MediaStreamTrack): SoundMeter {
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const bins = new Float32Array(analyser.frequencyBinCount);

  function level(): number {
    analyser.getFloatTimeDomainData(samples);
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    return Math.sqrt(sum / samples.length);
  }

  return {
    level,
    measure() {
      const now = level();
      if (now < silence) return { level: now, frequencyHz: 0 };
      analyser.getFloatFrequencyData(bins);
      const binHz = context.sampleRate / analyser.fftSize;
      return { level: now, frequencyHz: strongestBin(bins) * binHz };
    },
    close() {
      source.disconnect();
      analyser.disconnect();
    },
  };
}

/**
 * Index of the loudest bin with the fraction found by the parabola through its neighbours.
 *
 * @param decibels - A magnitude spectrum in dB, as an analyser gives it.
 */
export function strongestBin(decibels: ArrayLike<number>): number {
  let peak = 1;
  for (let index = 2; index < decibels.length - 1; index += 1) {
    if ((decibels[index] ?? 0) > (decibels[peak] ?? 0)) peak = index;
  }
  const before = decibels[peak - 1] ?? 0;
  const top = decibels[peak] ?? 0;
  const after = decibels[peak + 1] ?? 0;
  const curve = before - 2 * top + after;
  // The edge of something louder below the first bin, as where a stream begins: no parabola is there.
  if (before > top) return peak;
  return curve === 0 || !Number.isFinite(curve) ? peak : peak + (before - after) / (2 * curve);
}
