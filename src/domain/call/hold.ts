import type { Call, Hold } from './call.ts';

/** The hold after one side held or resumed. */
export function withHold(hold: Hold, by: 'local' | 'remote', held: boolean): Hold {
  const local = by === 'local' ? held : hold === 'local' || hold === 'both';
  const remote = by === 'remote' ? held : hold === 'remote' || hold === 'both';
  if (local && remote) return 'both';
  if (local) return 'local';
  return remote ? 'remote' : 'none';
}

/** Whether we hold the customer. */
export function isHeldHere(call: Call): boolean {
  return call.hold === 'local' || call.hold === 'both';
}
