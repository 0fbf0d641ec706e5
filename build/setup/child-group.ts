import { type ChildProcess, spawn } from 'node:child_process';

const graceMs = 5_000;
const drainMs = 2_000;

export type Ended = { code: number; timedOut: boolean };

/**
 * One child with everything it starts, as a process group of its own: so that nothing of it outlives
 * the stage, however the stage ends, and nobody else's process is ever touched.
 */
export type ChildGroup = {
  ended: Promise<Ended>;
  /** Asks the group to end, and after a grace period ends it. */
  stop: () => void;
};

/**
 * @param limitMs After this time the group is ended and the run counts as timed out.
 */
export function startGroup(
  file: string,
  args: readonly string[],
  options: {
    cwd: string;
    env: NodeJS.ProcessEnv;
    limitMs: number;
    onOutput: (chunk: Buffer) => void;
  },
): ChildGroup {
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  child.stdout.on('data', options.onOutput);
  child.stderr.on('data', options.onOutput);
  let timedOut = false;
  let killing: NodeJS.Timeout | undefined;
  const stop = () => {
    signalGroup(child, 'SIGTERM');
    killing ??= setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
  };
  const limit = setTimeout(() => {
    timedOut = true;
    stop();
  }, options.limitMs);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      clearTimeout(limit);
      clearTimeout(killing);
      signalGroup(child, 'SIGKILL');
      // A process that left the group may still hold the pipes; it must not hold the run.
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, drainMs).unref();
    });
    child.once('close', (code) => resolve({ code: code ?? 1, timedOut }));
  });
  return { ended, stop };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    // The group has ended already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
