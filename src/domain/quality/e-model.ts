/**
 * The E-model of ITU-T G.107 (06/2015) in its simplified form: all parameters but delay, codec and
 * loss at their defaults, echo cancelled on both sides. What comes out is an estimate of how people
 * would judge the sound, on the scale of a narrow-band telephone; nobody was asked.
 */

/** R0 − Is with every parameter at its default (G.107 §7.1: R = 93.2 without Id and Ie-eff). */
const bestRating = 93.2;

/** How a codec bears loss (G.113 Appendix I). */
export type CodecStrength = {
  /** Ie: what the codec itself costs. */
  readonly impairment: number;
  /** Bpl: the larger, the better it conceals. */
  readonly lossRobustness: number;
};

/** G.711 with the concealment of its Appendix I, random loss. */
const g711: CodecStrength = { impairment: 0, lossRobustness: 25.1 };

/**
 * Opus has no values in G.113: it is taken as G.711 with concealment, which is what it sounds like
 * at worst. Its redundancy shows in the loss that is given, not here.
 */
const strengths: Readonly<Record<string, CodecStrength>> = {
  pcmu: g711,
  pcma: g711,
  opus: g711,
  red: g711,
  g729: { impairment: 11, lossRobustness: 19 },
};

/** @param codec - Lower case, as in SDP; an unknown one counts as G.711. */
export function strengthOf(codec: string): CodecStrength {
  return strengths[codec] ?? g711;
}

/**
 * Idd of G.107 §7.5 with the default delay sensitivity (sT = 1, mT = 100 ms).
 *
 * @param delayMs - Mouth to ear, one way.
 */
export function delayImpairment(delayMs: number): number {
  if (delayMs <= 100) return 0;
  const x = Math.log2(delayMs / 100);
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}

/**
 * Ie-eff of G.107 §7.6 for random loss (BurstR = 1).
 *
 * @param loss - 0…1, after whatever redundancy has repaired.
 */
export function lossImpairment(
  loss: number,
  { impairment, lossRobustness }: CodecStrength,
): number {
  const percent = 100 * Math.min(1, Math.max(0, loss));
  return impairment + ((95 - impairment) * percent) / (percent + lossRobustness);
}

/** R, never below 0. */
export function rating(delayMs: number, loss: number, codec: CodecStrength): number {
  return Math.max(0, bestRating - delayImpairment(delayMs) - lossImpairment(loss, codec));
}

/** G.107 Annex B: R as an estimated mean opinion score, 1…4.5. */
export function meanOpinionScore(r: number): number {
  if (r <= 0) return 1;
  if (r >= 100) return 4.5;
  return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
}

/** From what happens on the way to the estimate that is shown. */
export function estimate(delayMs: number, loss: number, codec: string): number {
  return meanOpinionScore(rating(delayMs, loss, strengthOf(codec)));
}
