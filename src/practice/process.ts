import { createInterface } from 'node:readline';
import type { PracticeReport } from '../contract/process/practice-process.ts';
import { createCommandHandler } from './commands.ts';

/**
 * Entry of the practice process. Its parent is Electron's main (utilityProcess), a Node process
 * (child_process.fork), or anything that writes one JSON command on each line of its input and
 * reads one JSON report from each line of its output. It ends by the command `stop`, and when
 * the parent goes away.
 */

/** The part of Electron's `process.parentPort` that is used. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const { parentPort } = process as { parentPort?: ParentPort };

function report(message: PracticeReport): void {
  if (parentPort) parentPort.postMessage(message);
  else if (process.connected) process.send?.(message);
  else if (process.send === undefined) process.stdout.write(`${JSON.stringify(message)}\n`);
}

const handler = createCommandHandler(report);

async function end(): Promise<void> {
  await handler.stop();
  process.exit(0);
}

async function receive(message: unknown): Promise<void> {
  await handler.handle(message);
  const isStop =
    typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'stop';
  // The last report gets a moment to leave.
  if (isStop) setTimeout(() => process.exit(0), 50);
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The handler answers what is no command with `bad-command`.
    return line;
  }
}

if (parentPort) {
  parentPort.on('message', ({ data }) => void receive(data));
} else if (process.connected) {
  process.on('message', (message) => void receive(message));
  process.on('disconnect', () => void end());
} else {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => void receive(parseLine(line)));
  lines.on('close', () => void end());
}
process.on('SIGTERM', () => void end());
