import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';

export type SecondInstance = { argv: string[]; cwd: string; data: unknown };

/** Runs in a short process of its own, because the lock is asked for synchronously. */
const TELL_FIRST = `
const socket = require('node:net').connect(process.argv[1]);
let text = '';
process.stdin.on('data', (chunk) => { text += chunk; });
process.stdin.on('end', () => socket.write(text + '\\n'));
socket.on('data', () => process.exit(0));
socket.on('error', () => process.exit(1));
`;

/** As long as Chromium's own process singleton waits for a first process that is busy. */
const tellFirstMs = 20_000;

let server: Server | undefined;

/**
 * A socket in Linux's abstract namespace: it holds while this process lives and leaves nothing
 * behind, so a crash never leaves a stale lock.
 */
function addressOf(userData: string): string {
  const digest = createHash('sha256').update(userData).digest('hex').slice(0, 32);
  return `\0homeline-host-${process.getuid?.() ?? 0}-${digest}`;
}

/**
 * True for the first process on `userData`. A later one has told the first about itself by the time
 * this returns false.
 */
export function requestLock(
  userData: string,
  self: SecondInstance,
  onSecond: (second: SecondInstance) => void,
): boolean {
  if (server !== undefined) return true;
  const address = addressOf(userData);
  const candidate = createServer((socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
      if (!text.endsWith('\n')) return;
      socket.end('seen');
      onSecond(JSON.parse(text) as SecondInstance);
    });
    socket.on('error', () => socket.destroy());
  });
  // Binding happens inside listen(); only the report of a failure comes later.
  candidate.on('error', () => candidate.close());
  candidate.listen(address);
  if (candidate.listening) {
    candidate.unref();
    server = candidate;
    return true;
  }
  const { ELECTRON_RUN_AS_NODE: _unused, ...env } = process.env;
  spawnSync(
    process.execPath,
    ['-e', TELL_FIRST.replace('process.argv[1]', JSON.stringify(address))],
    {
      input: JSON.stringify(self),
      env,
      timeout: tellFirstMs,
    },
  );
  return false;
}

export function hasLock(): boolean {
  return server !== undefined;
}

export function releaseLock(): void {
  server?.close();
  server = undefined;
}
