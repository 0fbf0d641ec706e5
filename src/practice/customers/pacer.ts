/** A clock that calls once for each 20 ms of real time, whatever the timers of Node do. */
export interface Pacer {
  /** Calls at each frame until the returned function is called. */
  add(onFrame: () => void): () => void;
}

export const frameMs = 20;
/** After a longer standstill of the process the missed frames are left out. */
const mostFramesAtOnce = 10;

/** One timer for all calls; it rests while there are none. */
export function createPacer(): Pacer {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | null = null;
  let nextAtMs = 0;

  function run(): void {
    const now = performance.now();
    nextAtMs = Math.max(nextAtMs, now - mostFramesAtOnce * frameMs);
    for (; nextAtMs <= now; nextAtMs += frameMs) {
      for (const onFrame of [...listeners]) onFrame();
    }
    timer = setTimeout(run, Math.max(1, nextAtMs - performance.now()));
  }

  return {
    add(onFrame) {
      listeners.add(onFrame);
      if (timer === null) {
        nextAtMs = performance.now();
        timer = setTimeout(run, 0);
      }
      return () => {
        listeners.delete(onFrame);
        if (listeners.size > 0 || timer === null) return;
        clearTimeout(timer);
        timer = null;
      };
    },
  };
}
