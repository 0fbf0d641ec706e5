import type { DeskSnapshot } from '../../contract/ipc/desk-snapshot.ts';
import { scriptNode } from './store/work.ts';
import type { PlaceId } from './tabs.ts';

/**
 * Whether something waits for the agent in a place, said on its tab while another one is shown.
 * Where the places stand side by side, it is seen by itself.
 */
export function waitsIn(snapshot: DeskSnapshot, place: PlaceId): boolean {
  const { work, call } = snapshot;
  switch (place) {
    case 'today':
      return snapshot.undo !== null;
    case 'person':
      return work?.person.match === 'several';
    case 'script': {
      const kind = call?.signalling === 'established' ? scriptNode(snapshot)?.kind : null;
      return kind === 'choice' || kind === 'ask';
    }
    case 'summary': {
      if (!work) return false;
      const unfinished = work.stage === 'wrap-up' && work.summary.dispositionId === null;
      return unfinished || work.summary.saveProblem !== null;
    }
    case 'list':
    case 'guide':
      return false;
  }
}
