import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const looseCustomer = z.looseObject({
  number: z.string(),
  behaviour: z.string().optional(),
  inbound: z.unknown().optional(),
});
const looseScenario = z.looseObject({
  voices: z.string().default('voices'),
  customers: z.array(looseCustomer),
});

/** Tones no other part of a call could make by chance; the two ends never use the same. */
export function randomTones(): { agentHz: number; customerHz: number } {
  const pick = (from: number, to: number) => from + Math.floor(Math.random() * (to - from));
  return { agentHz: pick(420, 900), customerHz: pick(1_100, 1_900) };
}

const toneMs = 600_000;

/** Somebody has to call in: where the scenario has nobody, its first customer does. */
function withCaller(customers: readonly z.infer<typeof looseCustomer>[]) {
  if (customers.some((customer) => customer.inbound !== undefined)) return customers;
  return customers.map((customer, index) =>
    index === 0 ? { ...customer, inbound: { queue: 'Support', reason: 'Tour' } } : customer,
  );
}

/**
 * Makes this run's scenario: the given one, in which everybody who answers sounds this run's tone
 * instead of speaking, so that sound can be told from silence at the other end. It is written to
 * `folder` with its voices; the given file is left as it is.
 */
export function toneScenario(
  given: string,
  folder: string,
  customerHz: number,
): { path: string; callerNumber: string } {
  const scenario = looseScenario.parse(JSON.parse(readFileSync(given, 'utf8')));
  cpSync(resolve(dirname(given), scenario.voices), join(folder, 'voices'), { recursive: true });
  const sound = [{ tone: { frequencyHz: customerHz, durationMs: toneMs } }];
  const made = {
    ...scenario,
    voices: 'voices',
    anyone: { answerAfterMs: 1_500, lines: sound },
    customers: withCaller(scenario.customers).map((customer) =>
      (customer.behaviour ?? 'answer') === 'answer'
        ? { ...customer, lines: sound, answerAfterMs: 1_500 }
        : customer,
    ),
  };
  const path = join(folder, 'scenario.json');
  writeFileSync(path, JSON.stringify(made));
  const caller = made.customers.find((customer) => customer.inbound !== undefined);
  return { path, callerNumber: caller?.number ?? '' };
}
