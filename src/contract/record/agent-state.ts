import { z } from 'zod';
import type { NextStanding } from '../../domain/agent-state/agent-state.ts';

const id = z.string().min(1).max(64);

const ready = z.object({ kind: z.literal('ready') });
const notReady = z.object({ kind: z.literal('not-ready'), reasonId: id.nullable() });

/** What the agent wants to be when the conversation is over. */
export const nextStanding = z.discriminatedUnion('kind', [
  ready,
  notReady,
  z.object({ kind: z.literal('sign-out') }),
]) satisfies z.ZodType<NextStanding>;
