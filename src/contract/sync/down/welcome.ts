import { z } from 'zod';
import { instant } from '../../record/customer.ts';

/**
 * The center accepts the socket. `sequence` is the head of its change feed now; `at` its time: a
 * desk whose computer shows another one goes by this.
 */
export const welcome = z.object({
  type: z.literal('welcome'),
  centerId: z.string().max(64),
  epoch: z.string().max(64),
  sequence: z.int().nonnegative(),
  at: instant,
  /** Name of the agent's other desk that had the line until now; null when none had. */
  tookOverFrom: z.string().max(100).nullable(),
});
