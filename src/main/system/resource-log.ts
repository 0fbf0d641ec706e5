import type { Clock } from '../desktop/clock.ts';
import type { Log } from '../log/log.ts';

const everyMs = 2_000;

/**
 * With the switch `--log-resources` only: what this process holds, every two seconds. A soak reads
 * it; nobody else pays for it.
 */
export function startResourceLog(clock: Clock, log: Log): () => void {
  let cancel: (() => void) | null = null;
  function tell(): void {
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    const handles: Record<string, number> = {};
    for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
    log.info(
      { processId: process.pid, heapBytes: heapUsed, external, arrayBuffers, handles },
      'resources',
    );
    cancel = clock.after(everyMs, tell);
  }
  tell();
  return () => cancel?.();
}
