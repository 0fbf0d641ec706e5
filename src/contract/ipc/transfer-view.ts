import { z } from 'zod';
import { personName } from '../record/person-name.ts';

/** Who a customer is to go to, as the agent chose them. */
export const transferTarget = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('colleague'),
    extension: z.string().regex(/^[A-Za-z0-9*#+._-]{1,64}$/),
    name: personName(500),
  }),
  /** A number as typed: a short one is an extension, any other is asked of the dial rules. */
  z.object({ kind: z.literal('number'), text: z.string().max(80) }),
]);
export type TransferTarget = z.infer<typeof transferTarget>;

/** The customer's way to somebody else: what it is doing, and what came of the last try. */
export const transferView = z.object({
  kind: z.enum(['consulting', 'under-way', 'gathering', 'failed']),
  /** Name, extension or number of who it is to be. */
  to: z.string().max(500),
  /** Of one under way: whether the customer is put on hold, the PBX asked, their phone rings. */
  progress: z.enum(['holding', 'asked', 'accepted', 'ringing']).nullable(),
  /** Why nothing came of the last try: a kind of an end. */
  failure: z.string().max(64).nullable(),
  /** The call to the colleague who is asked. */
  colleague: z
    .object({
      signalling: z.enum(['dialing', 'ringing', 'answering', 'established', 'ending']),
      /** Held by us: the agent talks with the customer meanwhile. */
      held: z.boolean(),
      /** Whether the agent hears this one, and not the customer. */
      front: z.boolean(),
      ringMs: z.number().nonnegative(),
      talkMs: z.number().nonnegative(),
    })
    .nullable(),
  /** All three talk. */
  joined: z.boolean(),
});
export type TransferView = z.infer<typeof transferView>;
