import { type Call, type CallState, isLive } from '../call/call.ts';

/** A call, as far as a headset's buttons and lights have to do with it. */
export type HeadsetCall = {
  readonly callId: string;
  /** `connecting`: dialed by us and not answered yet, or our answer is on its way. */
  readonly phase: 'alerting' | 'connecting' | 'established';
  readonly muted: boolean;
  /** Whether we hold them, in truth and as the agent last asked. */
  readonly held: boolean;
  readonly holdWanted: boolean;
};

/** `current` is what the agent talks in; `other` waits or is held. One ringing alone is current. */
export type HeadsetCalls = {
  readonly current: HeadsetCall | null;
  readonly other: HeadsetCall | null;
};

export const noHeadsetCalls: HeadsetCalls = { current: null, other: null };

/** Talks before those on hold, these before what only rings. */
export function headsetCalls({ calls }: CallState): HeadsetCalls {
  const seen = Object.values(calls)
    .filter(isLive)
    .flatMap((call) => headsetCall(call) ?? [])
    .sort((one, another) => rank(one) - rank(another));
  return { current: seen[0] ?? null, other: seen[1] ?? null };
}

function headsetCall(call: Call): HeadsetCall | null {
  const phase = phaseOf(call);
  if (phase === null) return null;
  const held = call.hold === 'local' || call.hold === 'both';
  return { callId: call.callId, phase, muted: call.muted, held, holdWanted: call.holdWanted };
}

function phaseOf({ signalling: { kind } }: Call): HeadsetCall['phase'] | null {
  if (kind === 'alerting' || kind === 'established') return kind;
  return kind === 'ending' || kind === 'ended' ? null : 'connecting';
}

function rank(call: HeadsetCall): number {
  if (call.phase === 'alerting') return 2;
  return call.held ? 1 : 0;
}

/** Whether the handset would be off the hook: a call is made, answered or up, held ones included. */
export function isOffHook({ current, other }: HeadsetCalls): boolean {
  return [current, other].some((call) => call !== null && call.phase !== 'alerting');
}
