import { assertNever } from '../assert-never.ts';
import type { Campaign, CampaignId } from '../campaign/campaign.ts';
import { stepRun } from '../script/run.ts';
import { missingFields } from '../work/missing-fields.ts';
import { isUnpromised } from '../work/unpromised.ts';
import { type PersonMatch, type Work, worthKeeping } from '../work/work.ts';
import { chosen, closeMovedLine, lineMoved, readySet, tellAgent, wrapUpBegun } from './agent.ts';
import {
  callbackChanged,
  callbackEndChosen,
  callbackMoveDiscarded,
  callbackMoveTyped,
  callbackOpened,
  callbackPromised,
  callbackTyped,
  personOpened,
  withoutEndedMoves,
} from './callbacks.ts';
import { markDoNotCall, restoredMarks, undoDoNotCall } from './do-not-call.ts';
import type { DesktopEffect } from './effect.ts';
import type { DesktopEvent } from './event.ts';
import { dropPreview, finish, openNext } from './finish.ts';
import { afterInterruption } from './interrupted.ts';
import {
  callEnded,
  callEstablished,
  callMoved,
  dialAsked,
  offered,
  previewOpened,
} from './opening.ts';
import { besides, switched } from './other.ts';
import { personSettled } from './person-settled.ts';
import { campaignOf, type DesktopState, isReady, scriptOf, signedOutDesktop } from './state.ts';
import { changed, type DesktopStep, stay, withWork } from './step.ts';

/**
 * The desk as a whole: pure and total. An event that does not fit (another conversation, no call,
 * signed out) changes nothing and returns the same state.
 */
export function transition(state: DesktopState, event: DesktopEvent): DesktopStep {
  return closeMovedLine(state, withoutEndedMoves(decide(state, event)));
}

function decide(state: DesktopState, event: DesktopEvent): DesktopStep {
  if (event.type === 'signed-in') return state.signedIn ? stay(state) : signedIn(event);
  if (!state.signedIn) return stay(state);
  return besides(state, event, next);
}

function next(state: DesktopState, event: Exclude<DesktopEvent, { type: 'signed-in' }>) {
  switch (event.type) {
    case 'provisioned':
      return provisioned(state, event);
    case 'signed-out':
      return signedOut(state, event.at);
    case 'ready-set':
      return readySet(state, event);
    case 'next-set':
      return chosen(state, event.next);
    case 'wrap-up-begun':
      return wrapUpBegun(state, event);
    case 'wrap-up-extended':
    case 'wrap-up-due':
      return tellAgent(state, event);
    case 'line-moved':
      return lineMoved(state);
    case 'campaign-chosen':
      return event.campaignId === state.campaignId || !campaignOf(state, event.campaignId)
        ? stay(state)
        : changed({ ...state, campaignId: event.campaignId });
    case 'preview-opened':
      return previewOpened(state, event);
    case 'next-missing':
      return state.work || state.nextMissing
        ? stay(state)
        : changed({ ...state, nextMissing: true });
    case 'list-changed':
      return state.nextMissing && isReady(state) && !state.work
        ? openNext(changed({ ...state, nextMissing: false }), null)
        : stay(state);
    case 'preview-closed':
      if (state.work?.stage !== 'preview') return stay(state);
      return worthKeeping(state.work)
        ? finish(state, event.at)
        : dropPreview(state, state.work, event.at);
    case 'dial-asked':
      return state.agent.line === 'here' ? dialAsked(state, event) : stay(state);
    case 'call-offered':
      return offered(state, event);
    case 'work-switched':
      return switched(state);
    case 'call-moved':
      return callMoved(state, event);
    case 'call-established':
      return callEstablished(state, event);
    case 'call-ended':
      return callEnded(state, event);
    case 'people-found':
      return peopleFound(state, event);
    case 'person-missing':
      return personMissing(state, event);
    case 'person-chosen':
      return withWork(state, event.workId, (work) => personChosen(work, event.customerId));
    case 'person-settled':
      return personSettled(state, event);
    case 'script-stepped':
      return scriptStepped(state, event);
    case 'note-typed':
      return withWork(state, event.workId, (work) =>
        work.draft.note === event.value
          ? work
          : { ...work, draft: { ...work.draft, note: event.value } },
      );
    case 'field-typed':
      return withWork(state, event.workId, (work) => withField(work, event.fieldId, event.value));
    case 'disposition-chosen':
      return withWork(state, event.workId, (work) => withOutcome(work, event.dispositionId));
    case 'do-not-call-marked':
      return markDoNotCall(state, event);
    case 'do-not-call-undone':
      return undoDoNotCall(state, event);
    case 'person-opened':
      return personOpened(state, event);
    case 'callback-opened':
      return callbackOpened(state, event);
    case 'callback-promised':
      return callbackPromised(state, event);
    case 'callback-typed':
      return callbackTyped(state, event);
    case 'callback-move-typed':
      return callbackMoveTyped(state, event);
    case 'callback-move-discarded':
      return callbackMoveDiscarded(state, event);
    case 'callback-changed':
      return callbackChanged(state, event);
    case 'callback-end-chosen':
      return callbackEndChosen(state, event);
    case 'next-asked':
      return nextAsked(state, event);
    default:
      return assertNever(event);
  }
}

function signedIn(event: Extract<DesktopEvent, { type: 'signed-in' }>): DesktopStep {
  const first = event.restored && afterInterruption(event.restored);
  const second = first && event.restoredOther ? afterInterruption(event.restoredOther) : null;
  const work = first?.work ?? null;
  const other = second?.work ?? null;
  const works = [work, other].filter((one) => one !== null);
  const state: DesktopState = {
    ...signedOutDesktop,
    signedIn: true,
    campaigns: event.campaigns,
    scripts: event.scripts,
    campaignId: workedList(event.campaigns, work?.campaignId ?? null),
    work,
    other,
    moves: event.moves ?? {},
    marks: restoredMarks(works, event.marked ?? [], event.campaigns),
  };
  const effects = [first, second].flatMap((found): DesktopEffect[] =>
    found && found.log.length > 0
      ? [
          {
            type: 'journal.commit',
            append: found.log,
            workId: found.work.workId,
            save: found.work,
            withWhom: null,
          },
        ]
      : [],
  );
  return { state, effects };
}

function provisioned(
  state: DesktopState,
  event: Extract<DesktopEvent, { type: 'provisioned' }>,
): DesktopStep {
  const { campaigns, scripts } = event;
  if (campaigns === state.campaigns && scripts === state.scripts) return stay(state);
  const campaignId = workedList(campaigns, state.campaignId);
  return changed({ ...state, campaigns, scripts, campaignId });
}

/** The wanted outbound campaign if there is such a one, else the first. */
function workedList(campaigns: readonly Campaign[], wanted: CampaignId | null): CampaignId | null {
  const outbound = campaigns.filter((campaign) => campaign.direction === 'outbound');
  return (outbound.find((campaign) => campaign.id === wanted) ?? outbound[0])?.id ?? null;
}

function signedOut(state: DesktopState, at: string): DesktopStep {
  // While people talk nobody is signed out: main ends the call first, or the agent does.
  if (state.work?.stage === 'call' || state.other?.stage === 'call') return stay(state);
  const effects: DesktopEffect[] = [];
  for (const work of [state.work, state.other]) {
    if (!work) continue;
    const alone = { ...state, work };
    const closed = worthKeeping(work) ? finish(alone, at) : dropPreview(alone, work, at);
    effects.push(...closed.effects);
  }
  return { state: signedOutDesktop, effects };
}

/**
 * Where a required field is empty, or a callback is typed and not promised, the first Next says
 * so; the second goes on without it.
 */
function nextAsked(
  state: DesktopState,
  event: Extract<DesktopEvent, { type: 'next-asked' }>,
): DesktopStep {
  const { work } = state;
  if (work?.workId !== event.workId || work.stage === 'call') return stay(state);
  const isMissing =
    isUnpromised(work) || missingFields(work, campaignOf(state, work.campaignId)).length > 0;
  if (isMissing && state.missingTold !== work.workId) {
    return changed({ ...state, missingTold: work.workId });
  }
  return openNext(
    worthKeeping(work) ? finish(state, event.at) : dropPreview(state, work, event.at),
    work,
  );
}

function peopleFound(
  state: DesktopState,
  event: Extract<DesktopEvent, { type: 'people-found' }>,
): DesktopStep {
  return withWork(state, event.workId, (work) => {
    const { person } = work;
    // The cache only fills a gap: it never speaks against the center, the network or the agent.
    if (!event.final && person.match !== 'looking') return work;
    // A person the agent or the network has named stays; we only learn who else is on the number.
    if (person.match === 'customer' && !person.guessed) {
      const others = event.customerIds.filter((id) => id !== person.customerId);
      return withPerson(work, { match: 'customer', customerId: person.customerId, others });
    }
    const [first, ...rest] = event.customerIds;
    if (first === undefined) return event.final ? withPerson(work, { match: 'unknown' }) : work;
    if (rest.length > 0) {
      return withPerson(work, { match: 'several', customerIds: event.customerIds });
    }
    const one = { match: 'customer', customerId: first, others: [] } as const;
    return withPerson(work, event.final ? one : { ...one, guessed: true });
  });
}

function withPerson(work: Work, person: PersonMatch): Work {
  return JSON.stringify(person) === JSON.stringify(work.person) ? work : { ...work, person };
}

function withField(work: Work, fieldId: string, value: string): Work {
  const { draft } = work;
  if (Object.hasOwn(draft.edited, fieldId) && draft.edited[fieldId] === value) return work;
  return { ...work, draft: { ...draft, edited: { ...draft.edited, [fieldId]: value } } };
}

function withOutcome(work: Work, dispositionId: string | null): Work {
  return work.draft.dispositionId === dispositionId
    ? work
    : { ...work, draft: { ...work.draft, dispositionId } };
}

function personMissing(
  state: DesktopState,
  event: Extract<DesktopEvent, { type: 'person-missing' }>,
): DesktopStep {
  const { work } = state;
  const named = work?.person.match === 'customer' ? work.person.customerId : null;
  if (work?.workId !== event.workId || named !== event.customerId) return stay(state);
  const step = withWork(state, work.workId, (current) => ({
    ...current,
    person: { match: current.number === null ? 'unknown' : 'looking' },
  }));
  if (work.number === null) return step;
  return {
    state: step.state,
    effects: [
      ...step.effects,
      { type: 'person.look-up', workId: work.workId, number: work.number, customerId: null },
    ],
  };
}

function personChosen(work: Work, customerId: string | null): Work {
  const { person } = work;
  const known =
    person.match === 'several'
      ? person.customerIds
      : person.match === 'customer'
        ? [person.customerId, ...person.others]
        : [];
  if (customerId === null) {
    return known.length > 1 ? withPerson(work, { match: 'several', customerIds: known }) : work;
  }
  if (!known.includes(customerId)) return work;
  const others = known.filter((id) => id !== customerId);
  return withPerson(work, { match: 'customer', customerId, others });
}

function scriptStepped(
  state: DesktopState,
  event: Extract<DesktopEvent, { type: 'script-stepped' }>,
): DesktopStep {
  const { work } = state;
  const script = scriptOf(state, work?.campaignId ?? null);
  if (work?.workId !== event.workId || !work.script || !script) return stay(state);
  const { run, effects } = stepRun(script, work.script, event.step);
  const suggestion = effects[0];
  const moved = withWork(state, event.workId, (current) =>
    run === current.script ? current : { ...current, script: run },
  );
  if (!suggestion) return moved;
  const campaign = campaignOf(state, work.campaignId);
  const outcome = campaign?.dispositions.find((one) => one.id === suggestion.dispositionId);
  if (outcome?.effect === 'do-not-call') {
    // Only the agent's own choice blocks a number; a page that merely suggests it does not.
    if (!suggestion.chosen) return moved;
    const marked = markDoNotCall(moved.state, event);
    // What the mark writes has the moved draft in it; an older one must not be written after it.
    return marked.state === moved.state ? moved : marked;
  }
  const stands = work.draft.dispositionId !== null && !suggestion.chosen;
  if (stands || !outcome) return moved;
  const chosen = withWork(moved.state, event.workId, (current) => withOutcome(current, outcome.id));
  return chosen.state === moved.state ? moved : chosen;
}
