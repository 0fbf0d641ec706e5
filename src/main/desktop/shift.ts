import type { DeskCommand, DeskRecords, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { Notice } from '../../contract/ipc/desk-snapshot.ts';
import type { Provisioning } from '../../contract/record/provisioning.ts';
import type { Customer, E164 } from '../../domain/customer/customer.ts';
import { isE164 } from '../../domain/customer/customer.ts';
import { transition } from '../../domain/desktop/desktop.ts';
import type { DesktopEffect } from '../../domain/desktop/effect.ts';
import type { DesktopEvent } from '../../domain/desktop/event.ts';
import { type DesktopState, signedOutDesktop } from '../../domain/desktop/state.ts';
import type { RegistrationState } from '../../domain/registration/registration.ts';
import { checkScript } from '../../domain/script/check.ts';
import { summaryOf, type Work, worthKeeping } from '../../domain/work/work.ts';
import { uuidv7 } from '../identifier.ts';
import type { Journal, KeyedEntry } from '../journal/journal.ts';
import type { Owner } from '../journal/table.ts';
import type { WriteProblem } from '../journal/write-problem.ts';
import { createWriter } from '../journal/writer.ts';
import type { Log } from '../log/log.ts';
import type { MediaLink } from '../media/media-link.ts';
import { createPhone, type Phone } from '../sip/phone.ts';
import type { Center, SignedIn } from '../sync/center.ts';
import { createDelivery } from '../sync/delivery.ts';
import { createFeedIntake } from '../sync/feed-intake.ts';
import { createLink, type FeedResume, type LinkState } from '../sync/link.ts';
import { createSessionTokens } from '../sync/session-tokens.ts';
import { createCalls } from './calls.ts';
import type { Clock } from './clock.ts';
import { createPeople } from './people.ts';

export type CachePosition = { centerId: string; epoch: string; sequence: number } | null;

export type ShiftOptions = {
  readonly signedIn: SignedIn;
  /** Asked at each use: a practice center may come back at another address. */
  readonly center: () => Center;
  readonly journal: Journal;
  readonly mediaLink: MediaLink;
  readonly deskId: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly cachePosition: CachePosition;
  readonly onChange: () => void;
  readonly onRecords: (records: DeskRecords) => void;
  readonly onNotice: (kind: Notice['kind'], facts: Record<string, string>) => void;
};

const feedRetryMs = 5_000;

/**
 * Everything that lives between sign-in and sign-out: the phone, the calls, the link to the
 * center, the outbox on its way, and the desktop machine that decides. One per sign-in.
 */
export function createShift(options: ShiftOptions) {
  const { journal, clock, log, onChange, onNotice } = options;
  let { provisioning } = options.signedIn;
  const owner: Owner = { centerId: provisioning.center.id, agentId: provisioning.agent.id };
  let desktop: DesktopState = signedOutDesktop;
  let registration: RegistrationState = { kind: 'offline' };
  let roundTripMs: number | null = null;
  let linkState: LinkState & { since: string } = { state: 'connecting', since: clock.now() };
  let cachePosition = options.cachePosition;
  let epoch = provisioning.center.epoch;
  let wrapUpSinceMs = 0;
  let ended = false;

  const accessToken = createSessionTokens(options.signedIn.tokens, options.center, Date.now);
  const writer = createWriter({ journal, owner, after: clock.after, onChange });
  const people = createPeople({
    center: options.center,
    accessToken,
    onRecords: sendCustomers,
    dispatch,
  });
  const delivery = createDelivery({
    journal,
    owner,
    submit: (item) => link.say(item),
    onChange,
  });
  const intake = createFeedIntake({
    journal,
    centerId: owner.centerId,
    epoch: () => epoch,
    onRecords: (records) => {
      // The page takes what it is sent; should it be loaded again, it says how far it has come.
      if (records.position) cachePosition = records.position;
      options.onRecords(records);
    },
    onProvisioning: provisioned,
    onApplied: onChange,
    onProblem: (error) => {
      log.warn({ error: String(error) }, 'center changes not taken in');
      clock.after(feedRetryMs, () => link.restart());
    },
  });
  const link = createLink({
    base: () => options.center().base,
    deskId: options.deskId,
    accessToken,
    resume,
    random: Math.random,
    log,
    onState: (state) => {
      if (state.state !== linkState.state) log.info(state, 'center link');
      const since = state.state === linkState.state ? linkState.since : clock.now();
      linkState = { ...state, since };
      onChange();
    },
    onWelcome: (welcome) => {
      if (welcome.centerId !== owner.centerId) {
        // Another center at this address: nothing of this one's may go there.
        log.error('another center answers at this address');
        link.stop();
        linkState = { state: 'refused', reason: 'moved', since: clock.now() };
        onChange();
        return;
      }
      epoch = welcome.epoch;
      intake.begin();
      delivery.resend();
    },
    onReceipt: (receipt) => {
      log.info(
        { key: receipt.key, outcome: receipt.outcome, reference: receipt.reference },
        'receipt',
      );
      if (receipt.outcome === 'rejected') onNotice('item-rejected', { reason: receipt.reason });
      delivery.receipt(receipt);
    },
    onChanges: (changes) => intake.take(changes),
  });
  const phone: Phone = createPhone({
    link: options.mediaLink,
    account: provisioning.sip,
    clock,
    random: Math.random,
    log,
    onEvent: (event) => calls.hear(event),
    onLine: (state) => {
      if (state.kind !== registration.kind) log.info({ state: state.kind }, 'line');
      registration = state;
      onChange();
    },
    onRoundTrip: (milliseconds) => {
      roundTripMs = milliseconds;
      onChange();
    },
  });
  const calls = createCalls(() => phone, clock, {
    onOffered: ({ callId, party, at }) => {
      log.info({ callId, atMs: clock.nowMs() }, 'call offered');
      dispatch({
        type: 'call-offered',
        workId: uuidv7(),
        callId,
        number: party.number && isE164(party.number) ? party.number : null,
        queue: party.queue ?? '',
        customerId: party.customerId,
        at,
      });
      return desktop.work?.call?.callId === callId;
    },
    onEstablished: (call) => {
      log.info({ callId: call.callId, atMs: clock.nowMs() }, 'call established');
      dispatch({ type: 'call-established', callId: call.callId, at: clock.now() });
    },
    onEnded: (call, endedBy, talkMs) => {
      const cause = call.signalling.kind === 'ended' ? call.signalling.cause.kind : '';
      log.info({ callId: call.callId, endedBy, cause, talkMs }, 'call ended');
      wrapUpSinceMs = clock.nowMs();
      dispatch({
        type: 'call-ended',
        callId: call.callId,
        at: clock.now(),
        talkMs,
        endedBy,
        cause,
      });
    },
    onRefused: ({ reason }) => {
      if (reason === 'line-down') onNotice('line-needed', {});
      else log.info({ reason }, 'call refused');
    },
    onChange,
  });

  function resume(): FeedResume | null {
    const kept = journal.feed.position(owner.centerId);
    if (!kept || cachePosition?.centerId !== owner.centerId) return null;
    if (cachePosition.epoch !== kept.epoch) return null;
    return { epoch: kept.epoch, sequence: Math.min(kept.sequence, cachePosition.sequence) };
  }

  function sendCustomers(customers: readonly Customer[]): void {
    options.onRecords({
      reset: false,
      position: null,
      customers: structuredClone(customers) as DeskRecords['customers'],
      leads: [],
    });
  }

  function provisioned(document: Provisioning): void {
    provisioning = document;
    tellBrokenScripts();
    dispatch({ type: 'provisioned', campaigns: document.campaigns, scripts: document.scripts });
  }

  function tellBrokenScripts(): void {
    for (const script of provisioning.scripts) {
      const error = checkScript(script).find((problem) => problem.severity === 'error');
      if (!error) continue;
      onNotice('script-broken', {
        script: script.title,
        page: error.nodeId,
        problem: error.kind,
        subject: error.subject,
      });
    }
  }

  function keyed(effect: Extract<DesktopEffect, { type: 'journal.commit' }>) {
    const append: KeyedEntry[] = effect.append.map((entry) => ({ key: uuidv7(), entry }));
    return { append, workId: effect.workId, save: effect.save };
  }

  /** For what has happened: it cannot be refused, only written later. */
  function dispatch(event: DesktopEvent): void {
    if (ended) return;
    const step = transition(desktop, event);
    if (step.state === desktop && step.effects.length === 0) return;
    desktop = step.state;
    const commits = step.effects.filter((effect) => effect.type === 'journal.commit');
    if (commits.length > 0) writer.commit(commits.map(keyed));
    for (const effect of step.effects) carryOutEffect(effect);
    delivery.pump();
    onChange();
  }

  /** For what the agent asks: when the disk refuses, nothing has happened and the agent is told. */
  function attempt(event: DesktopEvent): DeskReply {
    const step = transition(desktop, event);
    if (step.state === desktop && step.effects.length === 0) return notNow();
    const commits = step.effects.filter((effect) => effect.type === 'journal.commit');
    if (commits.length > 0) {
      const written = writer.tryCommit(commits.map(keyed));
      if (!written.ok) return notSaved(written.problem);
    }
    desktop = step.state;
    for (const effect of step.effects) carryOutEffect(effect);
    delivery.pump();
    onChange();
    return { ok: true };
  }

  function carryOutEffect(effect: DesktopEffect): void {
    switch (effect.type) {
      case 'journal.commit':
      case 'call.refuse':
        // Written before; refused by `onOffered`, which sees that no conversation was opened.
        return;
      case 'draft.save':
        writer.saveDraft(effect.work);
        return;
      case 'call.dial':
        dial(effect.callId, effect.number);
        return;
      case 'person.look-up':
        people
          .lookUp(effect.workId, effect.number, effect.customerId)
          .catch((error: unknown) => log.warn({ error: String(error) }, 'look-up failed'));
        return;
      case 'preview.find-next': {
        const lead = journal.leads.next(owner.centerId, effect.campaignId, effect.afterLeadId);
        if (lead) dispatch({ type: 'preview-opened', workId: uuidv7(), lead, at: clock.now() });
        return;
      }
      case 'notice':
        onNotice(effect.kind, { scope: effect.scope, number: effect.number });
        return;
    }
  }

  function dial(callId: string, number: E164): void {
    calls.ask({
      type: 'call.dial',
      callId,
      target: number,
      party: { number, displayName: null, customerId: null, queue: null, reason: null },
    });
  }

  function askToDial(number: E164): DeskReply {
    if (registration.kind !== 'registered' || !calls.state().lineUp) {
      onNotice('line-needed', {});
      return { ok: false, error: { kind: 'line-needed' } };
    }
    if (calls.live()) return notNow();
    const entries = [
      ...journal.dnc.entriesFor(owner.centerId, number),
      ...writer.pendingDnc(number),
    ];
    const reply = attempt({
      type: 'dial-asked',
      workId: uuidv7(),
      callId: uuidv7(),
      number,
      entries,
      at: clock.now(),
    });
    const dialed = desktop.work?.stage === 'call' && desktop.work.number === number;
    if (reply.ok && !dialed) {
      return { ok: false, error: { kind: 'dnc-refused', scope: entries[0]?.scope ?? 'company' } };
    }
    return reply;
  }

  function notSaved(reason: WriteProblem): DeskReply {
    onNotice('disk-full', { reason });
    return { ok: false, error: { kind: 'not-saved', reason } };
  }

  function notNow(): DeskReply {
    return { ok: false, error: { kind: 'not-now', state: desktop.work?.stage ?? 'idle' } };
  }

  /** Asks the live call for something; false when there is none. */
  function onLive(run: (callId: string) => void): DeskReply {
    const call = calls.live();
    if (!call) return notNow();
    run(call.callId);
    return { ok: true };
  }

  /** What a stopped machine left. Only one conversation can be on the desk: older ones are sent. */
  function restored(): Work | null {
    const found = journal.drafts(owner, (workId, error) =>
      log.error({ workId, error: String(error) }, 'a draft cannot be opened'),
    ) as Work[];
    const [newest, ...older] = found;
    for (const work of older) {
      if (!worthKeeping(work)) {
        writer.commit([{ append: [], workId: work.workId, save: null }]);
        continue;
      }
      const campaign = provisioning.campaigns.find((one) => one.id === work.campaignId) ?? null;
      const summary = summaryOf(work, campaign, clock.now());
      const entry = { key: uuidv7(), entry: { kind: 'summary', summary } } as const;
      writer.commit([{ append: [entry], workId: work.workId, save: null }]);
    }
    return newest ?? null;
  }

  return {
    owner,
    start(): void {
      const { campaigns, scripts } = provisioning;
      dispatch({ type: 'signed-in', campaigns, scripts, restored: restored() });
      tellBrokenScripts();
      link.start();
      phone.start();
    },

    carryOut(command: DeskCommand): DeskReply {
      switch (command.kind) {
        case 'set-ready':
          return attempt({ type: 'ready-set', ready: command.ready });
        case 'choose-campaign':
          return command.campaignId === desktop.campaignId
            ? { ok: true }
            : attempt({ type: 'campaign-chosen', campaignId: command.campaignId });
        case 'open-preview': {
          const lead = journal.leads.find(owner.centerId, command.leadId);
          return lead
            ? attempt({ type: 'preview-opened', workId: uuidv7(), lead, at: clock.now() })
            : notNow();
        }
        case 'close-preview':
          return attempt({ type: 'preview-closed', at: clock.now() });
        case 'dial':
          return desktop.work?.stage === 'preview' && desktop.work.number
            ? askToDial(desktop.work.number)
            : notNow();
        case 'dial-number': {
          const number = dialable(command.text);
          if (!number) {
            onNotice('number-not-understood', { text: command.text.slice(0, 40) });
            return { ok: false, error: { kind: 'number-not-understood' } };
          }
          return askToDial(number);
        }
        case 'answer':
          log.info({ atMs: clock.nowMs() }, 'answer asked');
          return onLive((callId) => calls.ask({ type: 'call.answer', callId }));
        case 'reject':
          return onLive((callId) => calls.ask({ type: 'call.reject', callId }));
        case 'hang-up':
          return onLive((callId) => calls.ask({ type: 'call.hangUp', callId }));
        case 'mute':
          return onLive((callId) => calls.ask({ type: 'call.mute', callId, muted: command.muted }));
        case 'hold':
          return onLive((callId) =>
            calls.ask({ type: command.held ? 'call.hold' : 'call.resume', callId }),
          );
        case 'dtmf':
          return onLive((callId) =>
            calls.ask({ type: 'call.dtmf', callId, digits: command.digit }),
          );
        case 'choose-person':
          return idempotent(() =>
            attempt({
              type: 'person-chosen',
              workId: command.workId,
              customerId: command.customerId,
            }),
          );
        case 'person-found':
          people.cacheAnswered(command.workId, command.customerIds);
          return { ok: true };
        case 'script-next':
          return step(command.workId, { kind: 'next' });
        case 'script-choose':
          return step(command.workId, { kind: 'choose', choiceId: command.choiceId });
        case 'script-jump':
          return step(command.workId, { kind: 'jump', nodeId: command.nodeId });
        case 'script-back':
          return step(command.workId, { kind: 'back' });
        case 'script-answer':
          return idempotent(() =>
            step(command.workId, {
              kind: 'answer',
              answer: command.answer,
              value: command.value,
            }),
          );
        case 'note':
          return idempotent(() =>
            attempt({ type: 'note-typed', workId: command.workId, value: command.value }),
          );
        case 'field':
          return idempotent(() =>
            attempt({
              type: 'field-typed',
              workId: command.workId,
              fieldId: command.fieldId,
              value: command.value,
            }),
          );
        case 'disposition':
          return chooseDisposition(command.workId, command.dispositionId);
        case 'do-not-call':
          return mark(command.workId);
        case 'undo-do-not-call':
          return attempt({
            type: 'do-not-call-undone',
            entryId: command.entryId,
            at: clock.now(),
          });
        case 'next':
          return attempt({ type: 'next-asked', workId: command.workId, at: clock.now() });
        case 'painted':
          log.info({ workId: command.workId, atMs: clock.nowMs() }, 'pop painted');
          return { ok: true };
        default:
          return notNow();
      }
    },

    /** The desk page was loaded again: what its cache missed is told once more. */
    cacheReported(position: CachePosition): void {
      cachePosition = position;
      const kept = journal.feed.position(owner.centerId);
      const behind =
        position?.centerId !== owner.centerId ||
        position.epoch !== kept?.epoch ||
        position.sequence < kept.sequence;
      if (kept && behind) link.restart();
    },

    facts: () => ({
      desktop,
      provisioning,
      registration,
      roundTripMs,
      linkState,
      calls: calls.state(),
      saved: writer.isSaved(),
      saveProblem: writer.problem(),
      wrapUpSinceMs,
    }),

    liveCall: () => calls.live(),

    /** The center's floor managers see what its agents do. */
    agentStateChanged(state: 'signed-out' | 'ready' | 'not-ready' | 'on-call' | 'wrap-up'): void {
      if (state !== 'signed-out') link.say({ type: 'agent-state', state });
    },

    /** Puts the draft into the outbox and lets everything go; not while a call is up. */
    async end(): Promise<DeskReply> {
      if (calls.live()) return notNow();
      // What a full disk has not taken would be gone with the shift.
      const written = writer.tryCommit([]);
      const reply = written.ok
        ? attempt({ type: 'signed-out', at: clock.now() })
        : notSaved(written.problem);
      if (!reply.ok) return reply;
      writer.close();
      ended = true;
      link.stop();
      await phone.stop();
      return reply;
    },

    /** The machine stops: the draft stays a draft, the call is ended properly. */
    async shutDown(): Promise<void> {
      writer.close();
      ended = true;
      link.stop();
      await phone.stop();
    },
  };

  function step(
    workId: string,
    scriptStep: Extract<DesktopEvent, { type: 'script-stepped' }>['step'],
  ): DeskReply {
    const reply = attempt({
      type: 'script-stepped',
      workId,
      step: scriptStep,
      entryId: uuidv7(),
      at: clock.now(),
    });
    return reply.ok ? reply : { ok: true };
  }

  /** What changes nothing (the same value again) is taken in all the same. */
  function idempotent(run: () => DeskReply): DeskReply {
    const reply = run();
    return !reply.ok && reply.error.kind === 'not-now' && desktop.work ? { ok: true } : reply;
  }

  function chooseDisposition(workId: string, dispositionId: string | null): DeskReply {
    const campaign = desktop.campaigns.find((one) => one.id === desktop.work?.campaignId);
    const chosen = campaign?.dispositions.find((one) => one.id === dispositionId);
    if (dispositionId !== null && !chosen) return notNow();
    return chosen?.effect === 'do-not-call'
      ? mark(workId)
      : idempotent(() => attempt({ type: 'disposition-chosen', workId, dispositionId }));
  }

  function mark(workId: string): DeskReply {
    return attempt({
      type: 'do-not-call-marked',
      workId,
      entryId: uuidv7(),
      at: clock.now(),
    });
  }
}

export type Shift = ReturnType<typeof createShift>;

/** Digits as people write them, in international form; null when it is not a whole number. */
export function dialable(text: string): E164 | null {
  const digits = text
    .trim()
    .replace(/^(?:tel|sip):/i, '')
    .replaceAll(/[\s().\-/\u00a0]/g, '')
    .replace(/^00/, '+');
  return isE164(digits) ? digits : null;
}
