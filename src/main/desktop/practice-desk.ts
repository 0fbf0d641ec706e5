import type { DeskCommand, DeskRecords, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { Log } from '../log/log.ts';
import type { Practice } from '../practice/practice.ts';
import type { Clock } from './clock.ts';

type PracticeCommand = Extract<DeskCommand, { kind: 'practice-ring' | 'practice-center' }>;

/** What the practice panel asks for. */
export async function orderPractice(
  practice: Practice,
  command: PracticeCommand,
): Promise<DeskReply> {
  if (command.kind === 'practice-center') {
    await (command.running ? practice.bringCenterBack() : practice.takeCenterAway());
    return { ok: true };
  }
  const { number } = command;
  const reply = await practice
    .exchange()
    ?.ask({ kind: 'ring', ...(number === null ? {} : { number }) });
  return reply?.kind === 'ringing'
    ? { ok: true }
    : { ok: false, error: { kind: 'not-now', state: 'practice' } };
}

/** As a PBX with a directory would, the practice exchange names its callers by customer id. */
export function tellDirectory(practice: Practice, records: DeskRecords, log: Log): void {
  const entries = records.customers.flatMap((customer) =>
    customer.phones.map((phone) => [phone.number, customer.id] as const),
  );
  const counts = new Map<string, number>();
  for (const [number] of entries) counts.set(number, (counts.get(number) ?? 0) + 1);
  // A shared number names nobody: the agent is to choose.
  const single = entries.filter(([number]) => counts.get(number) === 1);
  practice
    .exchange()
    ?.learn(Object.fromEntries(single))
    .catch((error: unknown) => log.warn({ error: String(error) }, 'directory not told'));
}

/** A newcomer who got ready and does nothing is called within a minute of it. */
const greetAfterMs = 40_000;

/**
 * Practice greets: once, the first time somebody is ready and no call has come or gone by then.
 *
 * @param options.isIdle - Ready, with no call and nothing dialed so far.
 */
export function createGreeting(options: {
  readonly practice: Practice;
  readonly clock: Clock;
  readonly isIdle: () => boolean;
  readonly log: Log;
}) {
  const { practice, clock, log } = options;
  let cancel: (() => void) | null = null;
  return {
    becameReady(): void {
      cancel ??= clock.after(greetAfterMs, () => {
        if (!options.isIdle()) return;
        orderPractice(practice, { kind: 'practice-ring', number: null }).catch((error: unknown) =>
          log.warn({ error: String(error) }, 'practice did not greet'),
        );
      });
    },
    close: () => cancel?.(),
  };
}
