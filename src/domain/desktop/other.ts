import type { DesktopEvent } from './event.ts';
import { finish } from './finish.ts';
import type { DesktopState } from './state.ts';
import { changed, type DesktopStep, stay } from './step.ts';

type Besides = Exclude<DesktopEvent, { type: 'signed-in' }>;

/**
 * Two conversations: what happens in the one beside the front is decided as if it were in front,
 * and the two change back. An answered second call comes to the front; when the front one is
 * finished, the other takes its place.
 */
export function besides(
  state: DesktopState,
  event: Besides,
  decide: (state: DesktopState, event: Besides) => DesktopStep,
): DesktopStep {
  if (!concernsOther(state, event)) return promoted(decide(state, event));
  const turned = { ...state, work: state.other, other: state.work };
  const step = decide(turned, event);
  if (step.state === turned) return { state, effects: step.effects };
  if (event.type === 'call-established') return step;
  const { work: other, other: work } = step.state;
  const back = { state: { ...step.state, work, other }, effects: step.effects };
  return event.type === 'call-ended' ? withoutMissed(back, event.at) : promoted(back);
}

/** The agent turns to the other conversation, unless that would take a call off the desk. */
export function switched(state: DesktopState): DesktopStep {
  const { work, other } = state;
  if (!work || !other) return stay(state);
  if (work.stage === 'call' && other.stage !== 'call') return stay(state);
  // One that still rings comes to the front by being answered.
  if (other.stage === 'call' && other.call?.answeredAt === null) return stay(state);
  return changed({ ...state, work: other, other: work });
}

function concernsOther({ other, marks }: DesktopState, event: Besides): boolean {
  if (!other) return false;
  // A call that is offered brings a new conversation's id along: said twice, it is still its own.
  if ('callId' in event) return event.callId === other.call?.callId;
  if ('workId' in event) return event.workId === other.workId;
  if (event.type === 'callback-changed') {
    return [other.promised, other.callback].some((one) => one?.callbackId === event.callbackId);
  }
  if (event.type !== 'do-not-call-undone') return false;
  return marks.some((mark) => mark.entryId === event.entryId && mark.workId === other.workId);
}

/**
 * A second call that nobody answered leaves no wrap-up behind: there is nothing to say about it
 * but that it came. Its log and its summary are written, the agent is told.
 */
function withoutMissed(step: DesktopStep, at: string): DesktopStep {
  const { other, work } = step.state;
  if (!other?.call || other.stage !== 'wrap-up' || other.call.answeredAt !== null) {
    return promoted(step);
  }
  const closed = finish({ ...step.state, work: other, other: work }, at);
  return promoted({
    state: { ...closed.state, work: closed.state.other, other: null },
    effects: [
      ...step.effects,
      ...closed.effects,
      ...(other.call.endedBy === 'agent'
        ? []
        : [{ type: 'notice', kind: 'second-call-missed' } as const]),
    ],
  });
}

/** No other without a front: it takes the empty place. */
function promoted(step: DesktopStep): DesktopStep {
  const { work, other } = step.state;
  if (work || !other) return step;
  return { state: { ...step.state, work: other, other: null }, effects: step.effects };
}
