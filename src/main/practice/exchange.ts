import {
  type PracticeCommandInput,
  type PracticeReport,
  practiceReport,
} from '../../contract/process/practice-process.ts';
import { type E164, isE164 } from '../../domain/customer/customer.ts';
import type { Log } from '../log/log.ts';
import { startChild } from './child.ts';

type Listening = Extract<PracticeReport, { kind: 'listening' }>;
type Unnumbered<T> = T extends { requestId: number } ? Omit<T, 'requestId'> : never;
export type ExchangeReply = Extract<PracticeReport, { requestId: number | null }>;

/** The practice exchange and its customers, in a process of their own. */
export async function createExchange(options: {
  readonly entry: string;
  readonly scenarioPath: string | null;
  readonly agents: { user: string; password: string; displayName: string }[];
  readonly log: Log;
  readonly onChange: () => void;
}) {
  const { log } = options;
  const waiting = new Map<number, (reply: ExchangeReply) => void>();
  let lastRequest = 0;
  let state: 'running' | 'starting' | 'failed' = 'starting';

  const child = startChild<PracticeCommandInput, PracticeReport>({
    entry: options.entry,
    name: 'practice',
    report: practiceReport,
    onReport: hear,
    onExit: (code) => {
      state = 'failed';
      options.onChange();
      for (const answer of waiting.values()) answer(gone);
      waiting.clear();
      log.warn({ code }, 'practice exchange ended');
    },
    log,
  });

  function hear(report: PracticeReport): void {
    if (!('requestId' in report) || report.requestId === null) {
      log.debug({ report: withoutNumbers(report) }, 'practice');
      options.onChange();
      return;
    }
    const answer = waiting.get(report.requestId);
    waiting.delete(report.requestId);
    answer?.(report);
  }

  const gone = { kind: 'failed', requestId: null, error: { kind: 'not-started' } } as const;

  function ask(command: Unnumbered<PracticeCommandInput>): Promise<ExchangeReply> {
    if (state === 'failed') return Promise.resolve(gone);
    lastRequest += 1;
    const requestId = lastRequest;
    return new Promise((resolve) => {
      waiting.set(requestId, resolve);
      child.send({ ...command, requestId } as PracticeCommandInput);
    });
  }

  const opened = await ask({
    kind: 'start',
    agents: options.agents,
    ...(options.scenarioPath === null ? {} : { scenarioPath: options.scenarioPath }),
  });
  if (opened.kind !== 'listening') {
    const reason =
      opened.kind === 'failed'
        ? 'detail' in opened.error
          ? `${opened.error.kind}: ${opened.error.detail}`
          : opened.error.kind
        : opened.kind;
    lastRequest += 1;
    await child.stop({ kind: 'stop', requestId: lastRequest });
    throw new Error(reason);
  }
  state = 'running';
  const listening: Listening = opened;

  return {
    url: listening.url,
    domain: listening.domain,
    state: () => state,
    ask,

    /** People of the scenario who call in. */
    callers(): { number: E164; name: string; reason: string }[] {
      return listening.customers.flatMap(({ number, name, inbound }) =>
        inbound && isE164(number) ? [{ number, name, reason: inbound.reason }] : [],
      );
    },

    /** Tells which customer a number belongs to, as a PBX with a directory would know. */
    async learn(entries: Readonly<Record<string, string>>): Promise<void> {
      if (Object.keys(entries).length > 0)
        await ask({ kind: 'directory', entries: { ...entries } });
    },

    async close(): Promise<void> {
      lastRequest += 1;
      await child.stop({ kind: 'stop', requestId: lastRequest });
    },
  };
}

export type Exchange = Awaited<ReturnType<typeof createExchange>>;

function withoutNumbers(report: PracticeReport): object {
  if (report.kind !== 'call') return report;
  const { number: _number, name: _name, ...call } = report.call;
  return { kind: report.kind, call };
}
