import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Store } from '../db/store.ts';
import { runCommand } from './run-command.ts';
import { type CommandOutcome, storeCommand } from './user-commands.ts';

const outcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), lines: z.array(z.string()) }),
  z.object({ ok: z.literal(false), detail: z.string() }),
]);

/** A script has at most 2 MB as a request, and every byte of it may be escaped. */
const mostBytes = 8_000_000;

/** Where a center in a data folder listens for commands: only who may write the folder gets in. */
function controlAddress(dataFolder: string): string {
  const folder = resolve(dataFolder);
  if (process.platform !== 'win32') return join(folder, 'center.socket');
  return `\\\\.\\pipe\\homeline-center-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
}

/**
 * An embedded store is open in one process. So a command beside a center that serves is handed to
 * it: one line of JSON, answered by one.
 */
export async function openControl(
  dataFolder: string,
  store: Store,
  log: Logger,
  feedMoved: () => void,
): Promise<{ readonly close: () => Promise<void> }> {
  const address = controlAddress(dataFolder);
  // Left by one that was killed; the folder's lock says that nobody listens there.
  if (process.platform !== 'win32') rmSync(address, { force: true });
  const server = createServer((socket) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('error', (error) => log.info({ error: error.message }, 'control'));
    socket.on('data', (part: string) => {
      text += part;
      if (text.length > mostBytes) socket.destroy();
      if (!text.endsWith('\n')) return;
      answer(store, text, feedMoved)
        .catch((error: unknown) => {
          log.error({ error: error instanceof Error ? error.message : String(error) }, 'control');
          return { ok: false as const, detail: 'The center could not do it; see its log.' };
        })
        .then(
          (said) => socket.end(`${JSON.stringify(said)}\n`),
          () => socket.destroy(),
        );
    });
  });
  const listening = await new Promise<boolean>((settle) => {
    server.once('error', (error) => {
      log.warn({ error: error.message }, 'no commands are taken while this center serves');
      settle(false);
    });
    server.listen(address, () => settle(true));
  });
  return {
    close: () =>
      listening ? new Promise((settle) => server.close(() => settle())) : Promise.resolve(),
  };
}

async function answer(store: Store, text: string, feedMoved: () => void): Promise<CommandOutcome> {
  const command = storeCommand.safeParse(JSON.parse(text));
  if (!command.success) return { ok: false, detail: 'The command is not understood.' };
  return runCommand(store, command.data, feedMoved);
}

/** A backup of a large store is written before it is answered. */
const longestCommandMs = 30 * 60_000;

/**
 * Hands a command to the center that serves from a folder; null when none listens. One that listens
 * and gives no answer may have done it or not: that is said, and nothing is tried again.
 *
 * @param limitMs how long the answer is waited for.
 */
export function askServing(
  dataFolder: string,
  command: unknown,
  limitMs = longestCommandMs,
): Promise<CommandOutcome | null> {
  return new Promise((settle) => {
    const socket = connect(controlAddress(dataFolder));
    let isConnected = false;
    let text = '';
    const timer = setTimeout(() => socket.destroy(), limitMs);
    socket.setEncoding('utf8');
    socket.once('connect', () => {
      isConnected = true;
      socket.write(`${JSON.stringify(command)}\n`);
    });
    socket.on('data', (part: string) => {
      text += part;
    });
    // A close follows.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(timer);
      settle(isConnected ? (outcomeIn(text) ?? unanswered) : null);
    });
  });
}

const unanswered: CommandOutcome = {
  ok: false,
  detail: 'The center that serves gave no answer. See its log, and whether it was done.',
};

function outcomeIn(text: string): CommandOutcome | null {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = outcome.safeParse(said);
  return parsed.success ? parsed.data : null;
}
