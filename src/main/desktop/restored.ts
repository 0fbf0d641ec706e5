import type { Provisioning } from '../../contract/record/provisioning.ts';
import type { OutboxEntry } from '../../domain/desktop/effect.ts';
import { afterInterruption } from '../../domain/desktop/interrupted.ts';
import { callbackEntries } from '../../domain/work/callback-end.ts';
import { summaryOf, type Work, worthKeeping } from '../../domain/work/work.ts';
import { uuidv7 } from '../identifier.ts';
import type { Journal } from '../journal/journal.ts';
import type { Owner } from '../journal/table.ts';
import type { Writer } from '../journal/writer.ts';
import type { Log } from '../log/log.ts';

/** What was on the desk: the conversation in front, and a second one beside it. */
export type RestoredWork = { readonly work: Work | null; readonly other: Work | null };

/**
 * What a machine that stopped has left of this agent's work. Two conversations can be on the
 * desk, the newest; others go to the center as they were left,
 * and what they had taken from the other agents goes back to them.
 */
export function restoredWork(options: {
  readonly owner: Owner;
  readonly journal: Journal;
  readonly writer: Writer;
  readonly provisioning: Provisioning;
  readonly now: () => string;
  readonly clockOffsetMs: number | null;
  readonly log: Log;
}): RestoredWork {
  const { owner, journal, writer, provisioning, log } = options;
  const drafts = journal
    .drafts(owner, (workId, error) =>
      log.error({ workId, error: String(error) }, 'a draft cannot be opened'),
    )
    .map(complete);
  // Somebody who was talked with comes before somebody who was only looked at.
  const [newest, second] = drafts.filter(({ call }) => call !== null);
  const restored = { work: newest ?? drafts[0] ?? null, other: second ?? null };
  for (const draft of drafts) {
    if (draft === restored.work || draft === restored.other) continue;
    const { work, log: calls } = afterInterruption(draft);
    const campaign = provisioning.campaigns.find((one) => one.id === work.campaignId) ?? null;
    const at = options.now();
    const summary = summaryOf(work, campaign, at);
    const record: OutboxEntry[] = worthKeeping(work) ? [{ kind: 'summary', summary }] : [];
    const append = [...calls, ...record, ...callbackEntries(work, at)].map((entry) => ({
      key: uuidv7(),
      entry,
      clockOffsetMs: options.clockOffsetMs,
    }));
    writer.commit([{ append, workId: work.workId, save: null }]);
  }
  return restored;
}

/** A draft of an older Homeline lacks what came later. */
function complete(draft: unknown): Work {
  return { callback: null, promised: null, callbackTyped: {}, ...(draft as object) } as Work;
}
