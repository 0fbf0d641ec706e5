import type { MediaEvent } from '../contract/ipc/media-api.ts';
import { checksSentOf, readStatistics, type Surroundings } from './statistics.ts';

const pathEveryMs = 200;
const statisticsEveryMs = 1_000;

/**
 * Reads a connection's statistics until stopped: the bytes and replies that prove the way five
 * times a second, everything once a second.
 *
 * @returns How to stop it.
 */
export function startStatistics(options: {
  readonly peer: Pick<RTCPeerConnection, 'getStats' | 'iceConnectionState'>;
  /** What only the page knows of the microphone at this moment. */
  around(): Omit<Surroundings, 'atMs' | 'lateMs'>;
  report(event: MediaEvent): void;
  nowMs(): number;
}): () => void {
  const { peer, report, nowMs } = options;
  let stopped = false;
  let reading = false;
  let lastTickMs = nowMs();
  let fullAtMs = lastTickMs;
  let lateMs = 0;

  async function look(atMs: number): Promise<void> {
    // Before the way is up there is nothing to count.
    if (peer.iceConnectionState === 'new' || peer.iceConnectionState === 'closed') return;
    const around = options.around();
    const all = (await peer.getStats()) as unknown as ReadonlyMap<string, unknown>;
    const statistics = readStatistics(all, { ...around, atMs, lateMs });
    if (stopped) return;
    report({
      event: 'path',
      connectionId: around.connectionId,
      atMs,
      bytesReceived: statistics.received?.bytes ?? 0,
      checksSent: checksSentOf(all),
      repliesReceived: statistics.path?.repliesReceived ?? 0,
    });
    if (atMs - fullAtMs < statisticsEveryMs - pathEveryMs / 2) return;
    fullAtMs = atMs;
    lateMs = 0;
    report({ event: 'statistics', statistics });
  }

  const timer = setInterval(() => {
    const atMs = nowMs();
    lateMs = Math.max(lateMs, atMs - lastTickMs - pathEveryMs);
    lastTickMs = atMs;
    if (reading) return;
    reading = true;
    // A connection that is closed meanwhile has nothing more to tell.
    void look(atMs)
      .catch(() => undefined)
      .finally(() => {
        reading = false;
      });
  }, pathEveryMs);
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}
