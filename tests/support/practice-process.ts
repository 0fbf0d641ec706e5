import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import {
  type PracticeCommandInput,
  type PracticeReport,
  practiceReport,
} from '../../src/contract/process/practice-process.ts';

type ReportOf<Kind extends PracticeReport['kind']> = Extract<PracticeReport, { kind: Kind }>;
type Unnumbered<Command> = Command extends unknown ? Omit<Command, 'requestId'> : never;

/** The practice process as a child of this one, spoken to through its contract only. */
export interface PracticeProcess {
  readonly child: ChildProcess;
  /** Every report so far, each checked against the contract. */
  readonly reports: readonly PracticeReport[];
  /** Sends a command and waits for its answer. */
  ask(command: Unnumbered<PracticeCommandInput>): Promise<PracticeReport>;
  /** The first report of that kind that fits, from the beginning on. */
  until<Kind extends PracticeReport['kind']>(
    kind: Kind,
    fits?: (report: ReportOf<Kind>) => boolean,
  ): Promise<ReportOf<Kind>>;
  /** Ends the process and resolves when it is gone. */
  stop(): Promise<void>;
}

const entry = join(import.meta.dirname, '../../src/practice/process.ts');

export function startPracticeProcess(): PracticeProcess {
  const child = fork(entry, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const reports: PracticeReport[] = [];
  const waiting = new Set<(report: PracticeReport) => void>();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let requestId = 0;
  child.on('message', (raw) => {
    const report = practiceReport.parse(raw);
    reports.push(report);
    for (const look of [...waiting]) look(report);
  });

  /** Waits for the first report, past or to come, that `fits`. */
  function first(fits: (report: PracticeReport) => boolean): Promise<PracticeReport> {
    const past = reports.find(fits);
    if (past) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      const look = (report: PracticeReport) => {
        if (!fits(report)) return;
        waiting.delete(look);
        resolve(report);
      };
      waiting.add(look);
      void gone.then(() => reject(new Error('the practice process ended')));
    });
  }

  return {
    child,
    reports,
    ask(command) {
      requestId += 1;
      const id = requestId;
      child.send({ ...command, requestId: id });
      return first((report) => 'requestId' in report && report.requestId === id);
    },
    async until(kind, fits = () => true) {
      type Wanted = ReportOf<typeof kind>;
      const found = await first((report) => report.kind === kind && fits(report as Wanted));
      return found as Wanted;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await gone;
    },
  };
}
