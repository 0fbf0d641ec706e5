import type { DeskCommand, DeskRecords, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { Log } from '../log/log.ts';
import type { Practice } from '../practice/practice.ts';

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
