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
  detail: z.string(),
});
export type Problem = z.infer<typeof problem>;
