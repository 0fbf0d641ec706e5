import type { Provisioning } from '../../contract/record/provisioning.ts';
import { summaryOf, type Work, worthKeeping } from '../../domain/work/work.ts';
import { uuidv7 } from '../identifier.ts';
import type { Journal } from '../journal/journal.ts';
import type { Owner } from '../journal/table.ts';
import type { Writer } from '../journal/writer.ts';
import type { Log } from '../log/log.ts';

/**
 * What a machine that stopped has left of this agent's work. Only one conversation can be on the
 * desk, the newest; older ones go to the center as they were left.
 */
export function restoredWork(options: {
  readonly owner: Owner;
  readonly journal: Journal;
  readonly writer: Writer;
  readonly provisioning: Provisioning;
  readonly now: () => string;
  readonly log: Log;
}): Work | null {
  const { owner, journal, writer, provisioning, log } = options;
  const [newest, ...older] = journal.drafts(owner, (workId, error) =>
    log.error({ workId, error: String(error) }, 'a draft cannot be opened'),
  ) as Work[];
  for (const work of older) {
    const campaign = provisioning.campaigns.find((one) => one.id === work.campaignId) ?? null;
    const summary = summaryOf(work, campaign, options.now());
    const entry = { key: uuidv7(), entry: { kind: 'summary', summary } } as const;
    const append = worthKeeping(work) ? [entry] : [];
    writer.commit([{ append, workId: work.workId, save: null }]);
  }
  return newest ?? null;
}
