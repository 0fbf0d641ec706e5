import { z } from 'zod';
import { customerBehaviour } from '../../contract/process/practice-process.ts';

/** The scenario file: who calls, who can be called, what they say. See docs/practice.md. */

const milliseconds = z.int().min(0).max(600_000);
/** A file beside the scenario's `voices` folder; no way out of it. */
const fileName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}\.wav$/u);
// It goes into SIP headers: one line, and JsSIP writes names between quotes as they are.
const headerText = z.string().regex(/^[^"\\\p{Cc}]{1,100}$/u);
const number = z.string().regex(/^\+?\d{2,20}$/);

/** One line of a conversation. Each kind is an object with that one key. */
const line = z.union([
  /** Says a recording, once the agent is quiet. */
  z.strictObject({ say: fileName }).transform(({ say }) => ({ kind: 'say' as const, file: say })),
  /** Sounds a tone. */
  z
    .strictObject({
      tone: z.strictObject({
        frequencyHz: z.number().min(200).max(3400),
        durationMs: milliseconds,
      }),
    })
    .transform(({ tone }) => ({ kind: 'tone' as const, ...tone })),
  /** Waits until the agent has spoken and then been quiet for `quietMs`. */
  z
    .strictObject({
      listen: z.strictObject({
        quietMs: milliseconds.default(700),
        atMostMs: milliseconds.default(20_000),
      }),
    })
    .transform(({ listen }) => ({ kind: 'listen' as const, ...listen })),
  z
    .strictObject({ wait: milliseconds })
    .transform(({ wait }) => ({ kind: 'wait' as const, durationMs: wait })),
  z.strictObject({ hangUp: z.literal(true) }).transform(() => ({ kind: 'hang-up' as const })),
]);
export type Line = z.infer<typeof line>;

const manner = {
  behaviour: customerBehaviour.default('answer'),
  /** How long the phone rings before it is answered or rejected. */
  answerAfterMs: milliseconds.default(2000),
  /** How long it rings where nobody answers, and how long a customer lets the agent's ring. */
  ringForMs: milliseconds.default(45_000),
  lines: z.array(line).max(100).default([]),
};

const customer = z.strictObject({
  number,
  name: headerText,
  /** BCP 47; only chooses the words of a `dislike` without lines. */
  language: z.string().max(35).default('en'),
  /** Sent as X-Customer-Id; the directory, where it knows better, overrules it. */
  customerId: z
    .string()
    .regex(/^[\x21-\x7e]{1,64}$/)
    .optional(),
  /** Has the customer call in: the queue and the reason for the call, sent as headers. */
  inbound: z.strictObject({ queue: headerText, reason: headerText }).optional(),
  ...manner,
});
export type ScenarioCustomer = z.infer<typeof customer>;

export const scenario = z
  .strictObject({
    version: z.literal(1),
    /** The folder of the recordings, relative to the scenario file. */
    voices: z.string().min(1).max(200).default('voices'),
    /** Whoever has a number that is not below. */
    anyone: z.strictObject(manner).prefault({}),
    customers: z.array(customer).max(1000),
  })
  .superRefine(({ customers }, context) => {
    for (const [index, { number: own }] of customers.entries()) {
      if (customers.findIndex((other) => other.number === own) !== index) {
        context.addIssue({
          code: 'custom',
          path: ['customers', index, 'number'],
          message: 'another customer has this number',
        });
      }
    }
  });
export type Scenario = z.infer<typeof scenario>;

/** The words of a customer who dislikes the call and has no lines, by language. */
const dislikeFiles = {
  en: 'dislike-english.wav',
  vi: 'dislike-vietnamese.wav',
  zh: 'dislike-mandarin.wav',
};

/** What that customer does on the phone, line by line. */
export function linesOf({ behaviour, lines, language }: ScenarioCustomer): readonly Line[] {
  if (behaviour !== 'dislike' || lines.length > 0) return lines;
  const short = language.slice(0, 2).toLowerCase();
  const file = short === 'vi' || short === 'zh' ? dislikeFiles[short] : dislikeFiles.en;
  return [
    { kind: 'listen', quietMs: 500, atMostMs: 5000 },
    { kind: 'say', file },
    { kind: 'wait', durationMs: 1000 },
    { kind: 'hang-up' },
  ];
}
