import type { Call } from '../../domain/call/call.ts';
import type { Log } from '../log/log.ts';
import type { MediaLink } from '../media/media-link.ts';
import type { Exchange } from '../practice/exchange.ts';
import type { Clock } from './clock.ts';

const everyMs = 1_000;
const measuredMs = 600;

/**
 * At log level `debug` only: once a second, what is heard and sent on this end of a call, and in
 * practice what the simulated customer hears. Sound is proved by measurement, and this is where
 * the measurements can be read.
 */
export function createSoundLog(options: {
  readonly liveCall: () => Call | null;
  readonly mediaLink: MediaLink;
  readonly exchange: () => Exchange | null;
  readonly clock: Clock;
  readonly log: Log;
}): () => void {
  const { clock, log } = options;
  let cancel: (() => void) | null = null;

  async function measureHere(call: Call): Promise<void> {
    const reply = await options.mediaLink.request({
      op: 'media.measure',
      connectionId: call.callId,
    });
    if (reply.ok) log.debug({ callId: call.callId, ...reply.value, hold: call.hold }, 'sound here');
  }

  async function measureThere(call: Call): Promise<void> {
    const number = call.party.number;
    const exchange = options.exchange();
    if (!exchange || number === null) return;
    const reply = await exchange.ask({
      kind: 'measure',
      target: { number },
      durationMs: measuredMs,
    });
    if (reply.kind !== 'measured') return;
    const { dominantHz, level, signalToNoiseDb, heardMs } = reply;
    log.debug(
      {
        callId: call.callId,
        frequencyHz: dominantHz,
        level,
        signalToNoiseDb,
        heardMs,
        muted: call.muted,
        hold: call.hold,
      },
      'sound there',
    );
  }

  async function tick(): Promise<void> {
    const call = options.liveCall();
    if (call?.signalling.kind === 'established') {
      await Promise.all([measureHere(call), measureThere(call)]);
    }
    cancel = clock.after(everyMs, again);
  }
  function again(): void {
    tick().catch((error: unknown) => log.warn({ error: String(error) }, 'sound not measured'));
  }

  if (log.isLevelEnabled('debug')) again();
  return () => cancel?.();
}
