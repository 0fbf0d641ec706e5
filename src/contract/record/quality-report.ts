import { z } from 'zod';
import type { QualityReport } from '../../domain/quality/report.ts';
import { causes } from '../../domain/quality/warning.ts';

const fraction = z.number().min(0).max(1);
const estimate = z.number().min(1).max(4.5);
const milliseconds = z.number().nonnegative();

/** How the sound of a call was, as its desk has measured it. Scores are estimates (ITU-T G.107). */
export const qualityReport = z.object({
  seconds: z.int().positive(),
  estimate,
  lowestEstimate: estimate,
  lossHere: fraction,
  concealed: fraction,
  lossThere: fraction.nullable(),
  delayMs: milliseconds.nullable(),
  jitterMs: milliseconds,
  codec: z.string().max(40),
  path: z.string().max(16),
  warnings: z.array(z.object({ cause: z.enum(causes), seconds: z.int().positive() })).max(16),
}) satisfies z.ZodType<QualityReport>;
