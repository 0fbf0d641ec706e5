import { z } from 'zod';
import type { Script } from '../../domain/script/script.ts';

const id = z.string().min(1).max(64);
const line = z.string().max(500);
const text = z.string().max(5_000);
const page = { id, title: line, text, hint: text };

const choice = z.object({
  id,
  label: line,
  next: z.string().max(64),
  value: line,
  dispositionId: z.string().max(64),
});

const node = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('say'), ...page, next: id }),
  z.object({
    kind: z.literal('ask'),
    ...page,
    answer: id,
    input: z.enum(['text', 'number', 'date']),
    next: id,
  }),
  z.object({
    kind: z.literal('choice'),
    ...page,
    answer: z.string().max(64),
    choices: z.array(choice).min(1).max(9),
  }),
  z.object({
    kind: z.literal('callback'),
    ...page,
    owner: z.enum(['mine', 'anyone']),
    dispositionId: z.string().max(64),
    next: id,
  }),
  z.object({ kind: z.literal('objection'), ...page, label: line }),
  z.object({ kind: z.literal('end'), ...page, dispositionId: z.string().max(64) }),
]);

/** The shape of a script file. Whether its links hold is for `domain/script/check.ts`. */
export const script = z.object({
  format: z.literal('homeline-script/1'),
  id,
  version: z.int().positive(),
  title: line,
  language: z.string().max(35),
  start: id,
  nodes: z.array(node).min(1).max(500),
}) satisfies z.ZodType<Script>;
