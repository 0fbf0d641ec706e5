import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Clock } from '../desktop/clock.ts';
import type { Log } from '../log/log.ts';

const everyMs = 2_000;

/**
 * With the switch `--log-resources` only: what this process holds, every two seconds, and after
 * collecting all garbage whenever it is sent SIGUSR2. A soak reads it; nobody else pays for it.
 */
export function startResourceLog(clock: Clock, log: Log): () => void {
  let cancel: (() => void) | null = null;

  function tell(collected: boolean): void {
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    const handles: Record<string, number> = {};
    for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
    log.info(
      { processId: process.pid, collected, heapBytes: heapUsed, external, arrayBuffers, handles },
      'resources',
    );
  }
  function again(): void {
    tell(false);
    cancel = clock.after(everyMs, again);
  }

  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const onSignal = () => {
    collect();
    tell(true);
  };
  // Windows has no such signal: there the periodic lines have to do.
  if (process.platform !== 'win32') process.on('SIGUSR2', onSignal);
  again();
  return () => {
    cancel?.();
    process.off('SIGUSR2', onSignal);
  };
}
