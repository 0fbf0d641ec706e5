import type { Call, Party } from './call.ts';
import type { Instant } from './call-event.ts';

/** A call as it begins: it rings here, or is dialed. */
export function newCall(
  callId: string,
  direction: Call['direction'],
  party: Party,
  instant: Instant,
): Call {
  return {
    callId,
    direction,
    party,
    signalling: { kind: direction === 'inbound' ? 'alerting' : 'dialing' },
    hold: 'none',
    holdWanted: false,
    refused: null,
    transfer: null,
    consultedFor: null,
    answersItself: false,
    muted: false,
    media: 'opening',
    earlyMedia: false,
    healing: { kind: 'none' },
    microphone: 'unknown',
    startedAtMs: instant.atMs,
    startedAt: instant.at,
    establishedAtMs: null,
    establishedAt: null,
    endedAtMs: null,
    endedAt: null,
  };
}
