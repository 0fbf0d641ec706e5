import { summaryOf, type Work } from '../work/work.ts';
import { campaignOf, type DesktopState } from './state.ts';
import { type DesktopStep, stay } from './step.ts';

/** Closes the conversation: its summary enters the outbox and its draft leaves the disk, at once. */
export function finish(state: DesktopState, at: string): DesktopStep {
  const { work } = state;
  if (!work) return stay(state);
  const summary = summaryOf(work, campaignOf(state, work.campaignId), at);
  const closed: Work = { ...work, revisions: summary.revision, nextWanted: false };
  // The mark of an earlier call can be taken back until this one's wrap-up is over.
  const undoOver = state.undo !== null && state.undo.workId !== work.workId && work.call !== null;
  const awaitsUndo = !undoOver && state.undo !== null && state.undo.workId !== work.workId;
  return {
    state: {
      ...state,
      work: null,
      previous: awaitsUndo ? state.previous : closed,
      undo: undoOver ? null : state.undo,
    },
    effects: [
      {
        type: 'journal.commit',
        append: [{ kind: 'summary', summary }],
        workId: work.workId,
        save: null,
      },
    ],
  };
}

/** After a conversation, or on becoming ready: ask for the next person of the list. */
export function openNext(step: DesktopStep, after: Work | null): DesktopStep {
  const { ready, campaignId, other } = step.state;
  // Somebody waits on hold, or a wrap-up does: that comes first.
  if (!ready || campaignId === null || other) return step;
  const afterLeadId = after?.leadId ?? null;
  return {
    state: step.state,
    effects: [...step.effects, { type: 'preview.find-next', campaignId, afterLeadId }],
  };
}
