import { z } from 'zod';
import { personName } from '../record/person-name.ts';

/**
 * Somebody of the floor a customer can be passed on to. Who they are with, why they are not ready
 * and at which desk is theirs and the floor manager's.
 */
export const colleague = z.object({
  name: personName(500),
  /** What is dialed to reach them. */
  extension: z.string().min(1).max(64),
  /** `away`: no desk of theirs is connected. */
  state: z.enum(['ready', 'not-ready', 'on-call', 'wrap-up', 'away']),
});
export type Colleague = z.infer<typeof colleague>;

/** `GET /v1/colleagues`: everybody with an extension but oneself, by name. */
export const colleaguesResponse = z.object({ colleagues: z.array(colleague).max(2_000) });
