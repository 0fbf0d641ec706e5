import { type UtilityProcess, utilityProcess } from 'electron';
import type { z } from 'zod';
import type { Log } from '../log/log.ts';

const graceMs = 2_000;

/** A process of our own beside main: it can die alone, and it ends with us. */
export type Child<Order> = {
  send(order: Order): void;
  /** Asks it to end, and ends it when it does not. Resolves when it is gone. */
  stop(order: Order): Promise<void>;
  readonly pid: number | undefined;
};

/**
 * Starts a utility process.
 *
 * @param options.entry - Absolute path of the built entry file.
 * @param options.report - Schema of what it may say: anything else is logged and dropped.
 */
export function startChild<Order, Report>(options: {
  readonly entry: string;
  readonly name: string;
  readonly report: z.ZodType<Report>;
  readonly onReport: (report: Report) => void;
  readonly onExit: (code: number) => void;
  readonly log: Log;
}): Child<Order> {
  const { log, name } = options;
  const child: UtilityProcess = utilityProcess.fork(options.entry, [], {
    serviceName: `homeline-${name}`,
    stdio: 'pipe',
  });
  let gone = false;
  const exited = new Promise<void>((resolve) => {
    child.on('exit', (code) => {
      gone = true;
      resolve();
      log.info({ name, code }, 'process ended');
      options.onExit(code);
    });
  });
  child.stderr?.on('data', (data: Buffer) => log.warn({ name, text: data.toString() }, 'stderr'));
  child.stdout?.on('data', (data: Buffer) => log.debug({ name, text: data.toString() }, 'stdout'));
  child.on('message', (raw: unknown) => {
    const parsed = options.report.safeParse(raw);
    if (parsed.success) options.onReport(parsed.data);
    else log.warn({ name, path: parsed.error.issues[0]?.path.join('.') }, 'report not understood');
  });
  return {
    send(order) {
      if (!gone) child.postMessage(order);
    },
    async stop(order) {
      if (gone) return;
      child.postMessage(order);
      const timer = setTimeout(() => child.kill(), graceMs);
      await exited;
      clearTimeout(timer);
    },
    get pid() {
      return child.pid;
    },
  };
}
