import { useSyncExternalStore } from 'react';
import { useDesk } from './desk-store.ts';

const tickMs = 250;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let nowMs = performance.now();
let wallMs = centerTimeMs();

/** The center's time: this computer's clock may be wrong by hours. */
export function centerTimeMs(): number {
  return Date.now() + (useDesk.getState().snapshot?.clock.offsetMs ?? 0);
}

/** One timer for all clocks of the desk, so that they change their second together. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  nowMs = performance.now();
  wallMs = centerTimeMs();
  timer ??= setInterval(() => {
    nowMs = performance.now();
    wallMs = centerTimeMs();
    for (const tell of listeners) tell();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Whole seconds of a duration that was `atSnapshotMs` when the snapshot was sent and runs on. */
export function useRunningSeconds(atSnapshotMs: number): number {
  const receivedAtMs = useDesk((state) => state.receivedAtMs);
  return useSyncExternalStore(subscribe, () =>
    Math.floor((atSnapshotMs + Math.max(0, nowMs - receivedAtMs)) / 1000),
  );
}

/** The center's clock, by the minute, as an instant in milliseconds. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(wallMs / 60_000) * 60_000);
}

/** The wall clock, by the second, as an instant in milliseconds. */
export function useSecond(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(wallMs / 1_000) * 1_000);
}
