import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { test } from 'vitest';
import {
  aCallback,
  aCampaign,
  aLead,
  aScript,
  aWork,
  fictionNumber,
  inboundCampaign,
  instantAt,
} from '../../../tests/support/desk-records.ts';
import type { NextStanding } from '../agent-state/agent-state.ts';
import { type CallbackTyped, endsMove } from '../callback/callback-form.ts';
import type { E164 } from '../customer/customer.ts';
import type { DncEntry } from '../dnc/entry.ts';
import { type Work, worthKeeping } from '../work/work.ts';
import { transition } from './desktop.ts';
import type { DesktopEffect, OutboxEntry } from './effect.ts';
import type { DesktopEvent } from './event.ts';
import { isNextCall } from './next-call.ts';
import { type DesktopState, isBusy, isReady, signedOutDesktop } from './state.ts';

/** One thing that may happen, before the state decides which ids it carries. */
type Wish = {
  readonly kind: DesktopEvent['type'];
  /** Small number that chooses among what fits: a lead, a value, a caller. */
  readonly n: number;
  /** Aimed at what is on the desk, or at something long gone. */
  readonly fits: boolean;
  /** At the conversation beside the front one. */
  readonly beside: boolean;
};

const kinds = [
  'signed-in',
  'provisioned',
  'signed-out',
  'ready-set',
  'campaign-chosen',
  'preview-opened',
  'preview-opened',
  'preview-closed',
  'next-missing',
  'list-changed',
  'dial-asked',
  'dial-asked',
  'call-offered',
  'call-offered',
  'call-offered',
  'work-switched',
  'call-established',
  'call-established',
  'call-moved',
  'call-ended',
  'call-ended',
  'people-found',
  'person-missing',
  'person-chosen',
  'script-stepped',
  'script-stepped',
  'note-typed',
  'field-typed',
  'person-settled',
  'disposition-chosen',
  'do-not-call-marked',
  'do-not-call-marked',
  'do-not-call-undone',
  'do-not-call-undone',
  'next-asked',
  'next-asked',
  'next-set',
  'wrap-up-begun',
  'wrap-up-extended',
  'wrap-up-due',
  'line-moved',
  'person-opened',
  'callback-opened',
  'callback-opened',
  'callback-promised',
  'callback-promised',
  'callback-typed',
  'callback-move-typed',
  'callback-move-discarded',
  'callback-changed',
  'callback-end-chosen',
] as const satisfies readonly DesktopEvent['type'][];

const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom(...kinds),
  n: fc.nat({ max: 5 }),
  beside: fc.boolean(),
  fits: fc.boolean().chain((first) => (first ? fc.constant(true) : fc.boolean())),
});

const campaigns = [aCampaign(), inboundCampaign];
const endings = ['kept', 'open', 'cancelled', null] as const;
const noCampaigns: typeof campaigns = [];
const scripts = [aScript()];
const restoredCall: NonNullable<Work['call']> = {
  callId: 'call-restored',
  startedAt: instantAt(0),
  answeredAt: null,
  endedAt: null,
  talkMs: 0,
  endedBy: null,
  cause: '',
};
const companyWishOfTheCenter: DncEntry = {
  id: 'entry-of-the-center',
  number: fictionNumber(5),
  scope: 'company',
  campaignId: null,
  source: 'import',
  at: instantAt(0),
};

const wishes: readonly (NextStanding | null)[] = [
  null,
  { kind: 'ready' },
  { kind: 'not-ready', reasonId: 'lunch' },
  { kind: 'sign-out' },
];

/** An assertion that costs nothing while it holds: it runs half a million times. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

function worksOf({ work, other }: DesktopState): readonly Work[] {
  return [work, other].filter((one) => one !== null);
}

/** The world around the machine: what is on disk, in the outbox, on the line. */
function createWorld() {
  let state: DesktopState = signedOutDesktop;
  let count = 0;
  const outbox: OutboxEntry[] = [];
  const drafts = new Map<string, Work>();
  /** What is typed to move callbacks, on disk. */
  const moves = new Map<string, CallbackTyped>();
  const standing = new Map<string, DncEntry>([[companyWishOfTheCenter.id, companyWishOfTheCenter]]);
  const revisionByCall = new Map<string, number>();
  const everAppended = new Set<string>();
  const everWithdrawn = new Set<string>();
  const everPromised = new Set<string>();
  const live = new Set<string>();

  function eventOf({ kind, n, fits, beside }: Wish): DesktopEvent {
    count += 1;
    const at = instantAt(count);
    const fresh = `${count}`;
    const meant = (beside && state.other) || state.work;
    const workId = fits ? (meant?.workId ?? 'nobody') : `gone-${n}`;
    const callId = fits ? (meant?.call?.callId ?? 'no-call') : `gone-${n}`;
    const number = fits && state.work?.number ? state.work.number : fictionNumber(n);
    switch (kind) {
      case 'signed-in': {
        const work = aWork({
          workId: `restored-${fresh}`,
          stage: n % 2 === 0 ? 'call' : 'preview',
          call: n % 2 === 0 ? { ...restoredCall, callId: `restored-call-${fresh}` } : null,
        });
        const second = {
          ...work,
          workId: `second-${fresh}`,
          call: work.call && { ...work.call, callId: `second-call-${fresh}` },
        };
        return {
          type: kind,
          campaigns,
          scripts,
          restored: n < 3 ? null : work,
          restoredOther: beside && work.call ? second : null,
          moves: Object.fromEntries(moves),
        };
      }
      case 'provisioned':
        return { type: kind, campaigns: n === 0 ? noCampaigns : campaigns, scripts };
      case 'next-missing':
      case 'list-changed':
      case 'work-switched':
        return { type: kind };
      case 'signed-out':
      case 'preview-closed':
        return { type: kind, at };
      case 'ready-set':
        return { type: kind, ready: n > 1, reasonId: n === 0 ? 'lunch' : null };
      case 'next-set':
        return { type: kind, next: wishes[n % wishes.length] ?? null };
      case 'wrap-up-begun':
      case 'wrap-up-extended':
        return { type: kind, workId, atMs: count * 1_000 };
      case 'wrap-up-due':
        return { type: kind, workId, atMs: count * 1_000 + n * 60_000 };
      case 'line-moved':
        return { type: kind };
      case 'campaign-chosen':
        return { type: kind, campaignId: n === 0 ? 'gone' : 'roofs' };
      case 'preview-opened': {
        const lead = aLead({ id: `lead-${n}`, number: fictionNumber(n) });
        return { type: kind, workId: `work-${fresh}`, lead, at };
      }
      case 'dial-asked': {
        const entries = [...standing.values()].filter((entry) => entry.number === number);
        return {
          type: kind,
          workId: `work-${fresh}`,
          callId: `call-${fresh}`,
          number,
          entries,
          at,
        };
      }
      case 'call-offered':
        return {
          type: kind,
          workId: `work-${fresh}`,
          // The call reducer may say one twice.
          callId: fits && n === 5 ? ([...live].at(-1) ?? `call-${fresh}`) : `call-${fresh}`,
          number: n === 0 ? null : fictionNumber(n),
          queue: '',
          customerId: n === 1 ? 'customer-1' : null,
          at,
        };
      case 'call-moved':
        return { type: kind, callId, to: `room-${fresh}` };
      case 'call-established':
        return { type: kind, callId, at };
      case 'call-ended':
        return { type: kind, callId, at, talkMs: n * 1_000, endedBy: 'customer', cause: 'gone' };
      case 'people-found':
        return {
          type: kind,
          workId,
          customerIds: ['a', 'b', 'c'].slice(0, n % 4),
          final: n > 2,
        };
      case 'person-missing':
        return { type: kind, workId, customerId: 'customer-1' };
      case 'person-settled': {
        const append = [
          {
            kind: 'number-attached' as const,
            customerId: `customer-${n}`,
            number,
            phoneKind: 'other' as const,
            at,
          },
        ];
        return { type: kind, workId, customerId: `customer-${n}`, append };
      }
      case 'person-chosen':
        return { type: kind, workId, customerId: n === 0 ? null : 'a' };
      case 'script-stepped': {
        const steps = [
          { kind: 'next' },
          { kind: 'choose', choiceId: 'no' },
          { kind: 'choose', choiceId: 'soon' },
          { kind: 'jump', nodeId: 'want' },
          { kind: 'back' },
          { kind: 'answer', answer: 'age', value: String(n) },
        ] as const;
        const step = steps[n] ?? steps[0];
        return { type: kind, workId, step, entryId: `entry-${fresh}`, at };
      }
      case 'note-typed':
        return { type: kind, workId, value: n === 0 ? '' : `note ${n}` };
      case 'field-typed':
        return { type: kind, workId, fieldId: 'mood', value: String(n) };
      case 'disposition-chosen':
        return { type: kind, workId, dispositionId: ['appointment', 'later'][n] ?? null };
      case 'do-not-call-marked':
        return { type: kind, workId, entryId: `entry-${fresh}`, at };
      case 'do-not-call-undone': {
        const mark = state.marks[n] ?? state.marks[0];
        return { type: kind, entryId: fits ? (mark?.entryId ?? 'none') : `gone-${n}`, at };
      }
      case 'next-asked':
        return { type: kind, workId, at };
      case 'person-opened':
        return {
          type: kind,
          workId: `work-${fresh}`,
          number,
          customerId: n === 1 ? 'customer-1' : null,
          campaignId: n === 2 ? 'roofs' : null,
          at,
        };
      case 'callback-opened': {
        const callback = aCallback({
          id: `owed-${n}`,
          number: fictionNumber(n),
          ownerId: n % 2 === 0 ? null : 'agent',
        });
        return { type: kind, workId: `work-${fresh}`, callback, at };
      }
      case 'callback-promised':
        return {
          type: kind,
          workId,
          callbackId: `promised-${fresh}`,
          agentId: 'agent',
          dueAt: instantAt(n * 3_600),
          timeZone: 'Asia/Ho_Chi_Minh',
          wish: '',
          ownerId: n === 0 ? null : 'agent',
          at,
        };
      case 'callback-typed':
        return { type: kind, workId, field: 'wish', value: `wish ${n}` };
      case 'callback-move-typed':
        return { type: kind, callbackId: `owed-${n}`, field: 'wish', value: `wish ${n}` };
      case 'callback-move-discarded':
        return { type: kind, callbackId: `owed-${n}` };
      case 'callback-changed': {
        const callbackId = fits ? (state.work?.promised?.callbackId ?? 'owed-1') : `owed-${n}`;
        const kept = beside && callbackId.startsWith('owed');
        return { type: kind, callbackId, change: { kind: kept ? 'release' : 'cancel' }, at };
      }
      case 'callback-end-chosen':
        return { type: kind, workId, end: endings[n % endings.length] ?? null };
    }
  }

  function append(entry: OutboxEntry): void {
    outbox.push(entry);
    if (entry.kind === 'summary') {
      const { callId, revision } = entry.summary;
      must(revision === (revisionByCall.get(callId) ?? 0) + 1, `revision ${revision} of ${callId}`);
      revisionByCall.set(callId, revision);
    }
    if (entry.kind === 'dnc-entry') {
      must(!everAppended.has(entry.entry.id), 'an entry is appended once');
      everAppended.add(entry.entry.id);
      standing.set(entry.entry.id, entry.entry);
    }
    if (entry.kind === 'callback') {
      must(!everPromised.has(entry.callback.id), 'a callback is made once');
      everPromised.add(entry.callback.id);
    }
    if (entry.kind === 'callback-change' && endsMove(entry.change)) moves.delete(entry.callbackId);
    if (entry.kind === 'callback-change' && entry.callbackId.startsWith('promised')) {
      must(everPromised.has(entry.callbackId), 'only what was promised is changed');
    }
    if (entry.kind === 'dnc-withdrawal') {
      must(everAppended.has(entry.entryId), 'only an appended entry is withdrawn');
      must(!everWithdrawn.has(entry.entryId), 'an entry is withdrawn once');
      everWithdrawn.add(entry.entryId);
      standing.delete(entry.entryId);
    }
  }

  /** As main does it: all that is committed first, then the rest in order. */
  function carryOut(effects: readonly DesktopEffect[]): void {
    for (const effect of effects) {
      if (effect.type !== 'journal.commit') continue;
      effect.append.forEach(append);
      if (effect.save) drafts.set(effect.workId, effect.save);
      else drafts.delete(effect.workId);
    }
    for (const effect of effects) {
      if (effect.type === 'draft.save') drafts.set(effect.work.workId, effect.work);
      if (effect.type === 'callback-move.save') moves.set(effect.callbackId, effect.typed);
      if (effect.type === 'callback-move.drop') {
        must(moves.delete(effect.callbackId), 'only what is there is thrown away');
      }
      if (effect.type === 'call.dial') {
        must(live.size === 0, 'nobody is dialed in a call');
        must(!blocked(effect.number), 'nobody is dialed who must not be called');
        live.add(effect.callId);
      }
      if (effect.type === 'agent.sign-out') must(!isBusy(state), 'nobody leaves a conversation');
      if (effect.type === 'call.refuse')
        must(!live.has(effect.callId), 'a live call is not refused');
    }
  }

  function blocked(number: E164): boolean {
    return [...standing.values()].some(
      (entry) => entry.number === number && entry.scope === 'company',
    );
  }

  function happen(event: DesktopEvent): void {
    const before = state;
    const { state: next, effects } = transition(before, event);
    state = next;
    const outboxBefore = outbox.length;
    carryOut(effects);
    const added = outbox.slice(outboxBefore);
    const works = worksOf(next);
    must(next.work !== null || next.other === null, 'one beside the front needs a front');
    if (next.signedIn && next.moves !== before.moves) {
      must(
        isDeepStrictEqual(next.moves, Object.fromEntries(moves)),
        'what is typed to move a callback is on disk, and nothing that was sent or thrown away',
      );
    }
    must(new Set(works.map(({ workId }) => workId)).size === works.length, 'two are two');

    if (event.type === 'call-offered' && works.some(({ call }) => call?.callId === event.callId)) {
      must(live.has(event.callId) || !next.other || live.size === 1, 'never three conversations');
      must(before.work?.stage !== 'wrap-up' || live.has(event.callId), 'no caller in a wrap-up');
      live.add(event.callId);
    }
    if (event.type === 'call-ended') live.delete(event.callId);
    if (event.type === 'call-moved' && live.delete(event.callId)) live.add(event.to);
    const closes = effects.some((effect) => effect.type === 'line.close');
    must(live.size === 0 || !closes, 'no call is cut by a moved line');
    must(live.size <= 2, 'two calls at most');
    const shown = works.flatMap(({ stage, call }) =>
      stage === 'call' && call ? [call.callId] : [],
    );
    must(isDeepStrictEqual(new Set(shown), live), 'a call is on the desk as long as it is up');

    must(
      next.agent.line === 'here' || !isReady(next),
      'nobody is ready where the line is elsewhere',
    );
    if (next !== before) {
      const text = JSON.stringify(next);
      must(isDeepStrictEqual(JSON.parse(text), next), 'the state is serialisable');
      must(text !== JSON.stringify(before), 'an unchanged state is the same state');
    } else {
      const saved = effects.some((effect) => effect.type === 'draft.save');
      must(!saved, 'nothing is written when nothing changed');
    }

    const gone = worksOf(before).filter(
      (left) => !works.some(({ workId }) => workId === left.workId) && worthKeeping(left),
    );
    if (gone.length > 0) {
      const summaries = added.flatMap((entry) =>
        entry.kind === 'summary' ? [entry.summary.callId] : [],
      );
      const own = gone.map((left) => left.call?.callId ?? left.workId);
      must(isDeepStrictEqual(summaries, own), 'no conversation ends without its one summary');
    }
    const offered = new Set(next.marks.map(({ entryId }) => entryId));
    must(offered.size === next.marks.length, 'a mark can be taken back once');
    for (const entryId of offered) must(standing.has(entryId), 'what is offered back stands');
    for (const mark of before.marks) {
      if (!next.signedIn || !standing.has(mark.entryId)) continue;
      // The next call: begun since, its wrap-up over, the marked conversation off the desk.
      const isOver = worksOf(before).some(
        ({ workId, call, direction }) =>
          workId !== mark.workId &&
          call !== null &&
          isNextCall({ ...call, direction }, mark.at) &&
          !works.some((one) => one.workId === workId),
      );
      const isOnDesk = worksOf(before).some(({ workId }) => workId === mark.workId);
      if (!isOver || isOnDesk) must(offered.has(mark.entryId), 'no undo is lost before its time');
      else must(!offered.has(mark.entryId), 'no undo outlives the wrap-up of the next call');
    }
    for (const left of worksOf(before)) {
      if (!left.callback?.forAnyone) continue;
      if (works.some(({ workId }) => workId === left.workId)) continue;
      const { callbackId } = left.callback;
      const ends = added.filter(
        (entry) => entry.kind === 'callback-change' && entry.callbackId === callbackId,
      );
      must(ends.length === 1, 'what was taken from the others is kept, ended or given back');
    }
    if (isDeepStrictEqual(works, worksOf(before))) return;
    // What was found on disk is there.
    if (event.type === 'signed-in') for (const work of works) drafts.set(work.workId, work);
    for (const [workId, draft] of drafts) {
      const work = works.find((one) => one.workId === workId);
      must(work !== undefined, 'no draft of a conversation that is over');
      must(isDeepStrictEqual(draft, work), 'the newest draft is the one on disk');
    }
    const kept = works.every((work) => !worthKeeping(work) || drafts.has(work.workId));
    must(kept, 'what is worth keeping is on disk');
  }

  return {
    happen: (one: Wish) => happen(eventOf(one)),
    /** The shift ends; what the center has then is what was meant. */
    end(): void {
      for (const callId of [...live]) {
        const wish = { kind: 'call-ended', n: 1, fits: true, beside: false } as const;
        happen({ ...eventOf(wish), callId } as DesktopEvent);
      }
      happen(eventOf({ kind: 'signed-out', n: 0, fits: true, beside: false }));
      must(state === signedOutDesktop, 'signed out');
      must(drafts.size === 0, 'no draft is left');
      const newest = new Map<string, Extract<OutboxEntry, { kind: 'summary' }>['summary']>();
      for (const entry of outbox) {
        if (entry.kind === 'summary') newest.set(entry.summary.callId, entry.summary);
      }
      for (const summary of newest.values()) {
        if (summary.dispositionId === 'never' && summary.number !== null) {
          must(blocked(summary.number), 'this outcome means that the number is blocked');
        }
      }
    },
  };
}

const beginning: readonly Wish[] = [
  { kind: 'signed-in', n: 0, fits: true, beside: false },
  { kind: 'ready-set', n: 5, fits: true, beside: false },
];

test('whatever happens in a shift, nothing is lost, doubled or called that must not be', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 80, size: 'max' }), (wishes) => {
      const world = createWorld();
      for (const one of [...beginning, ...wishes]) world.happen(one);
      world.end();
    }),
    { numRuns: 500 },
  );
}, 60_000);
