import type { Journal } from '../journal/journal.ts';
import type { Owner } from '../journal/table.ts';
import type { Log } from '../log/log.ts';
import type { Center } from '../sync/center.ts';

const againAfterMs = 30_000;

/** Hands waiting reports to the center that the agent works for, one after another. */
export function createReportSender(options: {
  readonly journal: Journal;
  readonly owner: Owner;
  readonly center: () => Pick<Center, 'keepBlackBox'>;
  readonly accessToken: () => Promise<string | 'refused' | 'unreachable'>;
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly onChange: () => void;
}) {
  const { journal, owner, log } = options;
  let running = false;
  let stopped = false;
  let cancel: (() => void) | null = null;

  async function sendAll(): Promise<void> {
    let last: string | null = null;
    for (let report = journal.blackBoxes.next(owner, last); report !== null && !stopped; ) {
      const token = await options.accessToken();
      if (stopped) return;
      if (token === 'refused' || token === 'unreachable') return again();
      const outcome = await options.center().keepBlackBox(report.reportId, report.text, token);
      if (stopped) return;
      if (outcome === 'away') return again();
      log.info({ reportId: report.reportId, outcome }, 'black box handed in');
      const removed = journal.blackBoxes.remove(report.reportId);
      if (!removed.ok) log.warn({ problem: removed.problem }, 'black box not let go');
      options.onChange();
      last = report.reportId;
      report = journal.blackBoxes.next(owner, last);
    }
  }

  function again(): void {
    cancel?.();
    cancel = options.after(againAfterMs, pump);
  }

  function pump(): void {
    if (running || stopped) return;
    running = true;
    sendAll()
      .catch((error: unknown) => {
        log.warn({ error: String(error) }, 'black box not handed in');
        if (!stopped) again();
      })
      .finally(() => {
        running = false;
      });
  }

  return {
    pump,
    stop(): void {
      stopped = true;
      cancel?.();
    },
  };
}
