import { z } from 'zod';
import { importReasons } from './lead-import.ts';

/** Every error body of the center (RFC 9457 members), with a `kind` that programs act on. */
export const problem = z.object({
  type: z.literal('about:blank'),
  status: z.int(),
  title: z.string(),
  kind: z.enum([
    'wrong-credentials',
    'locked-out',
    'token-expired',
    'forbidden',
    'not-found',
    'malformed',
    'unsupported-format',
    'too-large',
    'unavailable',
    'internal',
  ]),
  /** What happened and what to do, in plain English. */
  detail: z.string(),
  /** Why a list was not taken, one of `importReasons`; absent where `kind` says all there is. */
  reason: z
    .string()
    .max(64)
    .optional()
    .describe(`Why a list was not taken, one of: ${importReasons.join(', ')}.`),
  /** One line for each thing that is wrong, where there are several (a broken script, a bad body). */
  errors: z.array(z.string()).max(100).optional(),
  /** For `locked-out`: seconds until another try is listened to. */
  retryAfterSeconds: z.int().nonnegative().optional(),
});
export type Problem = z.infer<typeof problem>;
