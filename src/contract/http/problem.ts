import { z } from 'zod';

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
  /** One line for each thing that is wrong, where there are several (a broken script, a bad body). */
  errors: z.array(z.string()).max(100).optional(),
  /** For `locked-out`: seconds until another try is listened to. */
  retryAfterSeconds: z.int().nonnegative().optional(),
});
export type Problem = z.infer<typeof problem>;
