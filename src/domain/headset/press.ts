import type { HeadsetCommand, HeadsetState } from './headset.ts';
import type { HeadsetButton } from './usage.ts';

/**
 * What a press of a button means now; null: nothing. The hook's presses are those that contradict
 * the truth: off the hook while no call is up, on the hook while one is.
 */
export function meaningOf(
  { calls: { current, other }, muteAsked }: HeadsetState,
  button: HeadsetButton,
): HeadsetCommand | null {
  if (current === null) return null;
  const rings = [other, current].find((call) => call?.phase === 'alerting') ?? null;
  const talk = current.phase === 'alerting' ? null : current;
  switch (button) {
    case 'hook':
      if (rings) return answer(rings.callId, talk);
      return { type: 'hang-up', callId: current.callId };
    case 'drop':
    case 'programmable':
      return rings && { type: 'reject', callId: rings.callId };
    case 'flash':
      if (talk === null) return null;
      // As on every telephone line with call waiting.
      if (rings) return answer(rings.callId, talk);
      if (talk.phase !== 'established') return null;
      return other === null
        ? { type: 'hold', callId: talk.callId, held: !talk.holdWanted }
        : { type: 'swap', holdCallId: talk.callId, resumeCallId: other.callId };
    case 'mute': {
      if (talk?.phase !== 'established') return null;
      return { type: 'mute', callId: talk.callId, muted: !(muteAsked ?? talk.muted) };
    }
    case 'redial':
    case 'line-busy':
      return null;
  }
}

function answer(callId: string, talk: { readonly callId: string } | null): HeadsetCommand {
  return { type: 'answer', callId, holdCallId: talk?.callId ?? null };
}

/** Whether a call will be up once the command is done. */
export function isOffHookAfter(
  command: HeadsetCommand,
  { calls: { other } }: HeadsetState,
): boolean {
  return command.type !== 'hang-up' || (other !== null && other.phase !== 'alerting');
}
