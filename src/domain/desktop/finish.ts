import { wrapUpSpent } from '../agent-state/agent.ts';
import { transition } from '../agent-state/transition.ts';
import { callbackEntries } from '../work/callback-end.ts';
import { summaryOf, type Work } from '../work/work.ts';
import { isNextCall } from './next-call.ts';
import { campaignOf, type DesktopState, isReady, type UndoableMark } from './state.ts';
import { type DesktopStep, stay } from './step.ts';

/** Closes the conversation: its summary enters the outbox and its draft leaves the disk, at once. */
export function finish(state: DesktopState, at: string): DesktopStep {
  const { work } = state;
  if (!work) return stay(state);
  const wrapUp = wrapUpSpent(state.agent, work.workId);
  const bare = summaryOf(work, campaignOf(state, work.campaignId), at);
  const summary = wrapUp ? { ...bare, wrapUp } : bare;
  const closed: Work = { ...work, revisions: summary.revision, nextWanted: false };
  return {
    state: {
      ...state,
      work: null,
      marks: state.marks.flatMap((mark) => {
        if (mark.workId === work.workId) return [{ ...mark, closed }];
        return isOver(mark, state, work) ? [] : [mark];
      }),
    },
    effects: [
      {
        type: 'journal.commit',
        append: [{ kind: 'summary', summary }, ...callbackEntries(work, at)],
        workId: work.workId,
        save: null,
      },
    ],
  };
}

/**
 * A mark can be taken back until the wrap-up of the next call is over; no call is that while the
 * marked conversation is on the desk.
 */
function isOver(mark: UndoableMark, { other }: DesktopState, { call, direction }: Work): boolean {
  if (call === null || other?.workId === mark.workId) return false;
  return isNextCall({ ...call, direction }, mark.at);
}

/** Closes a preview in which nothing was said or written: nothing is kept of it. */
export function dropPreview(state: DesktopState, work: Work, at: string): DesktopStep {
  const append = callbackEntries(work, at);
  return {
    state: { ...state, work: null },
    effects: [{ type: 'journal.commit', append, workId: work.workId, save: null }],
  };
}

/** After a conversation, or on becoming ready: ask for the next person of the list. */
export function openNext(step: DesktopStep, after: Work | null): DesktopStep {
  const obeyed = obeyNext(step);
  const { campaignId, other } = obeyed.state;
  // Somebody waits on hold, or a wrap-up does: that comes first.
  if (!isReady(obeyed.state) || campaignId === null || other) return obeyed;
  const afterLeadId = after?.leadId ?? null;
  return {
    state: obeyed.state,
    effects: [...obeyed.effects, { type: 'preview.find-next', campaignId, afterLeadId }],
  };
}

/** With the desk free again, the agent becomes what was asked for meanwhile. */
function obeyNext(step: DesktopStep): DesktopStep {
  if (step.state.work || step.state.other) return step;
  const { agent, effects } = transition(step.state.agent, { type: 'conversation-over' });
  if (agent === step.state.agent && step.state.missingTold === null) return step;
  return {
    state: { ...step.state, agent, missingTold: null },
    effects: [...step.effects, ...effects],
  };
}
