import { z } from 'zod';
import { causes } from '../../domain/quality/warning.ts';

/** How a live call sounds, as the desk shows it at a glance. */
export const qualityView = z.object({
  /** Estimated mean opinion score (ITU-T G.107), one decimal; null until measured. */
  estimate: z.number().min(1).max(4.5).nullable(),
  /** What is wrong now, most urgent first. */
  warnings: z.array(z.enum(causes)),
});
export type QualityView = z.infer<typeof qualityView>;

/** The last two minutes of a call, a point a second, oldest first. Only for drawing. */
export type QualitySeries = {
  readonly callId: string;
  readonly points: readonly {
    readonly estimate: number;
    /** The worse direction, 0…1. */
    readonly loss: number;
    readonly delayMs: number | null;
  }[];
};
