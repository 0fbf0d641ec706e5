import type { DeskCommand, DeskRecords, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { Notice } from '../../contract/ipc/desk-snapshot.ts';
import type { QualitySeries } from '../../contract/ipc/quality-view.ts';
import type { Provisioning } from '../../contract/record/provisioning.ts';
import type { Callback } from '../../domain/callback/callback.ts';
import type { E164 } from '../../domain/customer/customer.ts';
import type { DesktopEvent } from '../../domain/desktop/event.ts';
import { answersItself } from '../../domain/desktop/opening.ts';
import { checkScript } from '../../domain/script/check.ts';
import type { Work } from '../../domain/work/work.ts';
import { uuidv7 } from '../identifier.ts';
import type { Journal } from '../journal/journal.ts';
import type { Owner } from '../journal/table.ts';
import { createWriter } from '../journal/writer.ts';
import type { Log } from '../log/log.ts';
import type { MediaLink } from '../media/media-link.ts';
import type { Center, SignedIn } from '../sync/center.ts';
import { createBlackBoxDesk } from './black-box-desk.ts';
import { createCallbackDesk } from './callback-desk.ts';
import { type CachePosition, createCenterSide } from './center-side.ts';
import type { DeskClock } from './clock.ts';
import { createCommands } from './commands.ts';
import { createDialing } from './dialing.ts';
import { createJournalFacts } from './journal-facts.ts';
import { createMachine, type OutsideEffect } from './machine.ts';
import { createPhoneSide } from './phone-side.ts';
import { createPresence } from './presence.ts';
import { createRecords } from './records.ts';
import { createReminders } from './reminders.ts';
import { notNow } from './replies.ts';
import { restoredWork } from './restored.ts';
import { createTransferDesk } from './transfer-desk.ts';
import { createWrapUpAlarm } from './wrap-up-alarm.ts';

export type ShiftOptions = {
  readonly signedIn: SignedIn;
  readonly center: () => Center;
  readonly journal: Journal;
  readonly mediaLink: MediaLink;
  readonly deskId: string;
  /** What people call this computer. */
  readonly deskName: string;
  /** Label of the microphone the agent chose; null when the choice is the system's. */
  readonly microphoneWanted: () => string | null;
  readonly onQuality: (series: QualitySeries) => void;
  readonly appVersion: string;
  readonly clock: DeskClock;
  readonly remindBeforeMs: () => number;
  readonly onReminder: (callback: Callback) => void;
  readonly log: Log;
  readonly cachePosition: CachePosition;
  readonly onChange: () => void;
  /** The agent had asked to be signed out after the conversation that is over now. */
  readonly onSignOut: () => void;
  readonly onRecords: (records: DeskRecords) => void;
  readonly onNotice: (kind: Notice['kind'], facts: Record<string, string>) => void;
};

/**
 * Everything that lives between sign-in and sign-out: the desktop machine that decides, the phone,
 * the center, and the journal they write to. One per sign-in.
 */
export function createShift(options: ShiftOptions) {
  const { journal, clock, log, onNotice } = options;
  let { provisioning } = options.signedIn;
  const owner: Owner = { centerId: provisioning.center.id, agentId: provisioning.agent.id };
  const dispatch = (event: DesktopEvent) => machine.dispatch(event);

  function onChange(): void {
    presence.look({ desktop: machine.state(), ...phone.facts() });
    options.onChange();
  }

  const alarm = createWrapUpAlarm(clock, dispatch);
  const presence = createPresence({
    clock,
    tell: (report) => center.tellAgentState(report),
    onStretch: (stretch, durationMs) => {
      const written = journal.agentLog.put(owner, stretch, durationMs);
      if (!written.ok) log.warn({ problem: written.problem }, 'time of a state not written');
    },
  });
  const writer = createWriter({ journal, owner, after: clock.after, onChange });
  const machine = createMachine({
    writer,
    clockOffsetMs: clock.offsetMs,
    carryOut,
    onNotice,
    onStep: () => {
      center.pump();
      phone.forgetEnded();
      people.forgetOthers(worksOnDesk().map(({ workId }) => workId));
      alarm.look(machine.state(), (callId) => calls.call(callId)?.endedAtMs ?? null);
      onChange();
    },
  });
  const center = createCenterSide({
    ...options,
    onRecords: (told) => {
      options.onRecords(told);
      records.recordsTold(told.customers.map(({ id }) => id));
    },
    onReceipt: (receipt) => records.takeReceipt(receipt),
    owner,
    epoch: provisioning.center.epoch,
    tokens: options.signedIn.tokens,
    dispatch,
    onProvisioning: (document) => {
      provisioning = document;
      tellBrokenScripts(document);
      dispatch({ type: 'provisioned', campaigns: document.campaigns, scripts: document.scripts });
    },
    onWelcome: () => {
      presence.welcomed();
      reports.pump();
      onChange();
    },
    onChange,
  });
  const phone = createPhoneSide({
    ...options,
    account: provisioning.sip,
    agentName: provisioning.agent.name,
    iceServers: () => provisioning.sip.iceServers,
    pbx: provisioning.pbx,
    country: () => provisioning.center.country,
    dispatch,
    onChange,
    onConsulted: (consultation) =>
      writer.commit([{ append: [], workId: '', save: null, consultation }]),
    answersItself: (callId) => answersItself(machine.state(), callId),
    callsOnDesk: () => worksOnDesk().flatMap(({ call }) => (call ? [call.callId] : [])),
  });
  function worksOnDesk(): readonly Work[] {
    const { work, other } = machine.state();
    return [work, other].filter((one) => one !== null);
  }
  const { calls } = phone;
  const dialing = createDialing({
    owner,
    journal,
    writer,
    machine,
    phone,
    clock,
    onNotice,
    onLineElsewhere: center.tellMoved,
    country: () => provisioning.center.country,
  });
  const { people } = center;
  const records = createRecords({
    owner,
    journal,
    writer,
    machine,
    clock,
    onNotice,
    onWritten: () => center.pump(),
    onChange,
  });

  const callbackDesk = createCallbackDesk({
    owner,
    journal,
    writer,
    machine,
    center: options.center,
    accessToken: center.accessToken,
    clock,
    clockOffsetMs: clock.offsetMs,
    onNotice,
    onWritten: () => center.pump(),
  });
  const facts = createJournalFacts(journal, owner, clock);
  const reminders = createReminders({
    clock,
    agentId: owner.agentId,
    owed: () => facts().callbacks,
    remindBeforeMs: options.remindBeforeMs,
    onReminder: options.onReminder,
    onClockJumped: center.askTime,
    onChange,
  });
  const transfers = createTransferDesk({
    owner,
    journal,
    writer,
    machine,
    phone,
    onNotice,
    transfers: () => calls.state().pbx.refer,
    country: () => provisioning.center.country,
  });
  const commands = createCommands({
    owner,
    machine,
    calls,
    dialing,
    people,
    journal,
    clock,
    log,
    reasons: () => provisioning.notReadyReasons,
    callbackDesk: callbackDesk.carryOut,
    reminders,
    transfers,
  });
  const reports = createBlackBoxDesk({
    owner,
    journal,
    blackBox: phone.blackBox,
    calls,
    center: options.center,
    accessToken: center.accessToken,
    clock,
    log,
    onChange,
  });

  function carryOut(effect: OutsideEffect): void {
    switch (effect.type) {
      case 'call.refuse':
        // The phone refuses by itself when no conversation was opened for the call.
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
        else dispatch({ type: 'next-missing' });
        return;
      }
      case 'wrap-up.alarm':
        alarm.set(effect);
        return;
      case 'agent.sign-out':
        options.onSignOut();
        return;
      case 'line.unregister':
        phone.unregister();
        return;
      case 'line.close':
        phone.stop().catch((error: unknown) => log.warn({ error: String(error) }, 'line'));
        return;
      case 'notice':
        if (effect.kind === 'second-call-missed') onNotice(effect.kind, {});
        else onNotice(effect.kind, { scope: effect.scope, number: effect.number });
        return;
    }
  }

  function dial(callId: string, number: E164): void {
    const party = { number, displayName: null, customerId: null, queue: null, reason: null };
    calls.ask({ type: 'call.dial', callId, target: number, party });
  }

  function tellBrokenScripts(document: Provisioning): void {
    for (const script of document.scripts) {
      const error = checkScript(script).find((problem) => problem.severity === 'error');
      if (!error) continue;
      const { nodeId: page, kind: problem, subject } = error;
      onNotice('script-broken', { script: script.title, page, problem, subject });
    }
  }

  /** The phone first: the end of a call that was up still has to be written. */
  async function letGo(): Promise<void> {
    alarm.close();
    reminders.stop();
    await phone.stop();
    presence.close();
    machine.close();
    center.stop();
    records.stop();
    reports.stop();
  }

  return {
    owner,
    start(): void {
      const { campaigns, scripts } = provisioning;
      const restored = restoredWork({
        owner,
        journal,
        writer,
        provisioning,
        now: clock.now,
        clockOffsetMs: clock.offsetMs(),
        log,
      });
      dispatch({
        type: 'signed-in',
        campaigns,
        scripts,
        restored: restored.work,
        restoredOther: restored.other,
        marked: journal.outbox.openMarks(owner),
        moves: journal.moves.owed(owner),
      });
      if ([restored.work, restored.other].some((work) => work?.stage === 'call' && work.call)) {
        options.onNotice('call-interrupted', {});
      }
      records.start();
      tellBrokenScripts(provisioning);
      center.start();
      phone.start();
      reminders.start();
    },

    carryOut: (command: DeskCommand): DeskReply | Promise<DeskReply> =>
      records.carryOut(command) ?? reports.carryOut(command) ?? commands(command),
    /** For what only the center knows: the answer comes when it has answered. */
    ask: center.ask,
    cacheReported: center.cacheReported,
    accessToken: center.accessToken,

    journalFacts: facts,
    facts: () => ({
      owner,
      reminders: reminders.cards(),
      clockOffsetMs: clock.offsetMs(),
      nowMs: Date.parse(clock.now()),
      ...phone.facts(),
      blackBox: reports.view(),
      desktop: machine.state(),
      records: records.view(),
      linkState: center.state(),
      reasons: provisioning.notReadyReasons,
      presence: presence.now(),
      saved: writer.isSaved(),
      saveProblem: writer.problem(),
    }),

    liveCall: () => calls.live(),
    isLineUp: phone.isLineUp,
    /** The computer was asleep. */
    woke: phone.woke,

    /** Puts the draft into the outbox and lets everything go; not while a call is up. */
    async end(): Promise<DeskReply> {
      if (calls.live()) return notNow(machine.state());
      const reply = machine.signOut(clock.now());
      if (!reply.ok) return reply;
      await callbackDesk.settled();
      await center.drained();
      await center.signOut();
      await letGo();
      return reply;
    },

    /** The machine stops: the draft stays a draft, the call is ended properly. */
    shutDown: letGo,
  };
}

export type Shift = ReturnType<typeof createShift>;
