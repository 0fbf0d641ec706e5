import { pino } from 'pino';
import { type CenterReport, centerOrder } from '../contract/process/center-process.ts';
import { findParent } from './parent.ts';
import { type RunningCenter, startCenter } from './start.ts';

/** The center as a process: one start message, one answer, and an end when it is told or alone. */
const parent = findParent(process.env);
const log = pino({ name: 'center', level: 'info' }, pino.destination({ dest: 2, sync: true }));
let running: RunningCenter | null = null;
let started = false;
let failed = false;

function report(message: CenterReport): void {
  parent.say(message);
}

async function start(message: Parameters<typeof startCenter>[0]): Promise<void> {
  if (started) return;
  started = true;
  const outcome = await startCenter(message, log);
  if (!outcome.ok) {
    report({ kind: 'failed', error: outcome.error });
    end(1);
    return;
  }
  running = outcome.center;
  report({ kind: 'listening', ...outcome.listening });
}

async function stop(): Promise<void> {
  await running?.close();
  report({ kind: 'stopped' });
  end(0);
}

/** Lets the last message out before the process goes. */
function end(code: number): void {
  process.exitCode = code;
  setTimeout(() => process.exit(code), 50);
}

function fail(error: unknown): void {
  // A fault while ending must not start another end.
  if (failed) return;
  failed = true;
  const detail = error instanceof Error ? error.message : String(error);
  log.error({ error: detail, stack: error instanceof Error ? error.stack : '' }, 'center failed');
  report({ kind: 'failed', error: { kind: 'internal', detail } });
  end(1);
}

parent.onMessage((message) => {
  const order = centerOrder.safeParse(message);
  if (!order.success) {
    const detail = 'The center was started with a message it does not understand.';
    report({ kind: 'failed', error: { kind: 'malformed', detail } });
    if (!started) end(1);
  } else if (order.data.kind === 'start') start(order.data).catch(fail);
  else stop().catch(fail);
});
parent.onGone(() => {
  stop().catch(() => process.exit(1));
});
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
