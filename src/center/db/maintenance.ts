import type { PGlite } from '@electric-sql/pglite';

const checkpointEveryMs = 5 * 60_000;
const vacuumEveryMs = 60 * 60_000;

/**
 * PGlite has no background processes: without these the write-ahead log grows without bound and
 * reopening takes ever longer. Both wait their turn like any query.
 */
export function startMaintenance(pglite: PGlite): { readonly stop: () => Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const run = (sql: string) => {
    running = running.then(() => (pglite.closed ? undefined : pglite.exec(sql)));
    // A failure shows itself at the next query of a request; here nobody could act on it.
    running = running.catch(() => undefined);
  };
  const timers = [
    setInterval(() => run('checkpoint'), checkpointEveryMs),
    setInterval(() => run('vacuum analyze'), vacuumEveryMs),
  ];
  for (const timer of timers) timer.unref();
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await running;
      await pglite.exec('checkpoint');
    },
  };
}
