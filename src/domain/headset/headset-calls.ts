import { type Call, type CallState, isLive, liveCall } from '../call/call.ts';

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

/** `current` is the call in front; `other` rings or waits on hold beside it. */
export type HeadsetCalls = {
  readonly current: HeadsetCall | null;
  readonly other: HeadsetCall | null;
};

export const noHeadsetCalls: HeadsetCalls = { current: null, other: null };

/** The call in front, and the one beside it; one that is ending counts no more. */
export function headsetCalls(state: CallState): HeadsetCalls {
  const front = liveCall(state);
  const beside = Object.values(state.calls).filter((call) => isLive(call) && call !== front);
  const seen = [front, ...beside].flatMap((call) => (call && headsetCall(call)) ?? []);
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

/** Whether the handset would be off the hook: a call is made, answered or up, held ones included. */
export function isOffHook({ current, other }: HeadsetCalls): boolean {
  return [current, other].some((call) => call !== null && call.phase !== 'alerting');
}
