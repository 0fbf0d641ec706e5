import type { DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';
import { liveCall } from '../../app/store/work.ts';

/** What the panel says above its buttons: `practice.hint` when somebody can call in now, else why not. */
export function ringHint(snapshot: DeskSnapshot) {
  const { practice, work, agent } = snapshot;
  if (practice?.exchange === 'failed') return 'practice.exchange-failed';
  if (practice?.exchange !== 'running') return 'practice.exchange-starting';
  if (snapshot.line.state !== 'registered') return 'practice.hint-no-line';
  if (snapshot.other) return 'practice.hint-on-call';
  const live = liveCall(snapshot);
  // Who has asked for something else afterwards is offered nobody on top.
  const takesMore = agent.next === null || agent.next.kind === 'ready';
  if (live?.signalling === 'established' && takesMore) return 'practice.hint-second';
  if (live) return 'practice.hint-on-call';
  if (work?.stage === 'wrap-up') return 'practice.hint-wrap-up';
  return agent.state === 'ready' ? 'practice.hint' : 'practice.hint-not-ready';
}
