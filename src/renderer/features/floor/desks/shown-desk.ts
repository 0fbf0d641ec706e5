import type { DeskStanding } from '../../../../contract/http/desks.ts';
import type { DeskTone, StateShape } from '../../../design/state-badge.tsx';

export type ShownDeskKind = 'on-call' | 'wrap-up' | 'ready' | 'not-ready' | 'away';

const looks: Record<ShownDeskKind, { readonly tone: DeskTone; readonly shape: StateShape }> = {
  'on-call': { tone: 'talk', shape: 'ring' },
  'wrap-up': { tone: 'wrap', shape: 'square' },
  ready: { tone: 'ready', shape: 'dot' },
  'not-ready': { tone: 'away', shape: 'slash' },
  away: { tone: 'away', shape: 'half' },
};

/** In the order a manager looks for them. */
export const deskKinds = Object.keys(looks) as readonly ShownDeskKind[];

/** What a manager sees of a desk: what it said last, unless it is gone. */
export function shownDesk({ connected, report }: DeskStanding) {
  const kind: ShownDeskKind = connected && report ? report.state : 'away';
  return { kind, ...looks[kind] };
}
