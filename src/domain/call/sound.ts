import type { Call } from './call.ts';
import { isPathless } from './healing.ts';

/** Whether the two sides of an established call can hear each other, as far as it is ours to mend. */
export type Sound =
  /** Nothing is broken; what is not established yet has no sound that could be. */
  | 'whole'
  /** The page died or the network changed: the way is being made anew. */
  | 'restoring'
  /** It cannot be made anew before there is a line. */
  | 'waits-for-line';

/**
 * What the agent is told about the sound of a call.
 *
 * @param lineComes - The line is up, or a connection is being made this very moment.
 */
export function soundOf(call: Call, lineComes: boolean): Sound {
  if (call.signalling.kind !== 'established') return 'whole';
  if (call.media !== 'interrupted' && !isPathless(call)) return 'whole';
  return lineComes ? 'restoring' : 'waits-for-line';
}
