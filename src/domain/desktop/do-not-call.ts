import type { Campaign } from '../campaign/campaign.ts';
import type { Work } from '../work/work.ts';
import { summaryOf, worthKeeping } from '../work/work.ts';
import type { DesktopEffect, OutboxEntry } from './effect.ts';
import type { ClosedMark, DesktopEvent } from './event.ts';
import { dropPreview, finish, openNext } from './finish.ts';
import { campaignOf, type DesktopState, mostMarks, type UndoableMark } from './state.ts';
import { type DesktopStep, stay } from './step.ts';

type Marked = Pick<
  Extract<DesktopEvent, { type: 'do-not-call-marked' }>,
  'workId' | 'entryId' | 'at'
>;
type Undone = Extract<DesktopEvent, { type: 'do-not-call-undone' }>;

/**
 * The one key: disposition and DNC entry (this call's number, for the whole company) are on disk
 * at once, and the next person follows when the call ends. It never hangs up. One conversation
 * makes one entry, however often the key is pressed.
 */
export function markDoNotCall(state: DesktopState, event: Marked): DesktopStep {
  const { work } = state;
  if (work?.workId !== event.workId) return stay(state);
  const outcome = doNotCallDisposition(campaignOf(state, work.campaignId));
  const dispositionId = outcome ?? work.draft.dispositionId;
  // Pressing again adds nothing, but brings the outcome back when another was chosen meanwhile.
  const isMarked = work.number ? work.doNotCall !== null : work.nextWanted;
  if (isMarked && work.draft.dispositionId === dispositionId) return stay(state);
  const number = work.doNotCall ? null : work.number;
  const marked: Work = {
    ...work,
    draft: { ...work.draft, dispositionId },
    doNotCall: number ? { entryId: event.entryId, number } : work.doNotCall,
    nextWanted: true,
  };
  const entry: OutboxEntry[] = number
    ? [
        {
          kind: 'dnc-entry',
          entry: {
            id: event.entryId,
            number,
            scope: 'company',
            campaignId: null,
            source: 'agent',
            at: event.at,
          },
        },
      ]
    : [];
  const made: UndoableMark | null = number && {
    entryId: event.entryId,
    number,
    customerId: work.person.match === 'customer' ? work.person.customerId : null,
    workId: work.workId,
    dispositionId: outcome,
    at: event.at,
    closed: null,
  };
  // Pressed again, the outcome may have come only now (the center's word about it was late).
  const known = state.marks.map((mark) =>
    mark.workId === work.workId && outcome !== null ? { ...mark, dispositionId: outcome } : mark,
  );
  const marks = made ? [made, ...known].slice(0, mostMarks) : known;
  const commit: DesktopEffect = {
    type: 'journal.commit',
    append: entry,
    workId: work.workId,
    save: marked,
  };
  const next: DesktopState = { ...state, work: marked, marks };
  if (work.stage === 'call') return { state: next, effects: [commit] };
  const closed = finish(next, event.at);
  return openNext({ state: closed.state, effects: [commit, ...closed.effects] }, marked);
}

/**
 * Takes the mark back with a compensating entry. A conversation that was closed in the meantime
 * comes back for another outcome when nothing else is on the desk; otherwise its summary is
 * revised without the outcome.
 */
export function undoDoNotCall(state: DesktopState, event: Undone): DesktopStep {
  const { work } = state;
  const mark = state.marks.find(({ entryId }) => entryId === event.entryId);
  if (!mark) return stay(state);
  const withdrawal: OutboxEntry = {
    kind: 'dnc-withdrawal',
    entryId: mark.entryId,
    number: mark.number,
    at: event.at,
  };
  const cleared = { ...state, marks: state.marks.filter((one) => one !== mark) };
  if (work?.workId === mark.workId) {
    const open = withoutMark(work, mark);
    return {
      state: { ...cleared, work: open },
      effects: [{ type: 'journal.commit', append: [withdrawal], workId: open.workId, save: open }],
    };
  }
  if (!mark.closed) {
    return {
      state: cleared,
      effects: [
        {
          type: 'journal.commit',
          append: [withdrawal, ...revisedRecord(mark)],
          workId: mark.workId,
          save: null,
        },
      ],
    };
  }
  const reopened = withoutMark(mark.closed, mark);
  const deskIsFree = !work || (work.stage === 'preview' && !worthKeeping(work));
  if (deskIsFree) {
    const dropped: DesktopEffect[] = work ? [...dropPreview(state, work, event.at).effects] : [];
    return {
      state: { ...cleared, work: reopened },
      effects: [
        ...dropped,
        { type: 'journal.commit', append: [withdrawal], workId: reopened.workId, save: reopened },
      ],
    };
  }
  const summary = summaryOf(reopened, campaignOf(state, reopened.campaignId), event.at);
  return {
    state: cleared,
    effects: [
      {
        type: 'journal.commit',
        append: [withdrawal, { kind: 'summary', summary }],
        workId: reopened.workId,
        save: null,
      },
    ],
  };
}

/**
 * Marks that a machine that stopped has left: those in the conversations found on disk, and those
 * whose conversations were closed before. It does not make them final.
 */
export function restoredMarks(
  works: readonly Work[],
  marked: readonly ClosedMark[],
  campaigns: readonly Campaign[],
): readonly UndoableMark[] {
  const open = works.flatMap((work) => openMark(work, marked, campaigns) ?? []);
  const written = marked.map(
    (one) => open.find(({ entryId }) => entryId === one.entry.id) ?? closedMark(one, campaigns),
  );
  const unread = open.filter((mark) => !written.includes(mark));
  return [...unread, ...written].slice(0, mostMarks);
}

function openMark(
  work: Work,
  marked: readonly ClosedMark[],
  campaigns: readonly Campaign[],
): UndoableMark | null {
  const { doNotCall } = work;
  if (!doNotCall) return null;
  const written = marked.find(({ entry }) => entry.id === doNotCall.entryId);
  return {
    ...doNotCall,
    customerId: work.person.match === 'customer' ? work.person.customerId : null,
    workId: work.workId,
    dispositionId: doNotCallDisposition(campaigns.find(({ id }) => id === work.campaignId) ?? null),
    at: written?.entry.at ?? work.openedAt,
    closed: null,
  };
}

function closedMark({ entry, summary }: ClosedMark, campaigns: readonly Campaign[]): UndoableMark {
  const campaign = campaigns.find(({ id }) => id === summary?.campaignId) ?? null;
  return {
    entryId: entry.id,
    number: entry.number,
    customerId: summary?.customerId ?? null,
    workId: summary?.callId ?? entry.id,
    dispositionId: doNotCallDisposition(campaign),
    at: entry.at,
    closed: null,
    ...(summary ? { summary } : {}),
  };
}

/** The record without the outcome that came with the mark. */
function revisedRecord({ summary, dispositionId }: UndoableMark): readonly OutboxEntry[] {
  if (!summary || summary.dispositionId !== dispositionId) return [];
  const revised = { ...summary, revision: summary.revision + 1, dispositionId: null };
  return [{ kind: 'summary', summary: revised }];
}

/** An outcome the agent chose besides the mark stays. */
function withoutMark(work: Work, mark: UndoableMark): Work {
  const chosen = work.draft.dispositionId;
  return {
    ...work,
    draft: { ...work.draft, dispositionId: chosen === mark.dispositionId ? null : chosen },
    doNotCall: null,
    nextWanted: false,
  };
}

function doNotCallDisposition(campaign: Campaign | null): string | null {
  return campaign?.dispositions.find((one) => one.effect === 'do-not-call')?.id ?? null;
}
