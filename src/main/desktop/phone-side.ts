import { randomInt } from 'node:crypto';
import type { Notice } from '../../contract/ipc/desk-snapshot.ts';
import type { QualitySeries } from '../../contract/ipc/quality-view.ts';
import type { CallEvent } from '../../domain/call/call-event.ts';
import { isE164 } from '../../domain/customer/customer.ts';
import type { DesktopEvent } from '../../domain/desktop/event.ts';
import type { PbxProfile } from '../../domain/pbx/pbx-profile.ts';
import type { RegistrationState } from '../../domain/registration/registration.ts';
import { createBlackBox } from '../black-box/black-box.ts';
import { plainFactsOf } from '../black-box/plain-facts.ts';
import { uuidv7 } from '../identifier.ts';
import type { LoggedCall } from '../journal/call-log.ts';
import type { Log } from '../log/log.ts';
import type { MediaLink } from '../media/media-link.ts';
import { createCallQuality } from '../quality/call-quality.ts';
import { createPhone, type Phone, type PhoneAccount } from '../sip/phone.ts';
import { consultationOf, withoutNumber } from './call-with.ts';
import { callerInE164 } from './caller-number.ts';
import { createCalls } from './calls.ts';
import type { Clock } from './clock.ts';

/** From the beeps in the headset until the customer hears the agent: time to draw a breath. */
const announceMs = 1_500;

/** Everything of a shift that has to do with the telephone: the line, the calls, their log. */
export function createPhoneSide(options: {
  readonly account: PhoneAccount;
  /** As last provisioned. */
  readonly iceServers: () => PhoneAccount['iceServers'];
  readonly pbx: PbxProfile;
  readonly mediaLink: MediaLink;
  readonly clock: Clock;
  readonly log: Log;
  /** ISO 3166-1 alpha-2 of the organisation, or empty: callers in its national format are read. */
  readonly country: () => string;
  readonly dispatch: (event: DesktopEvent) => void;
  readonly appVersion: string;
  /** The agent, whose name is in no report. */
  readonly agentName: string;
  readonly microphoneWanted: () => string | null;
  /** Somebody was asked about a customer, and that call is over. */
  readonly onConsulted: (call: LoggedCall) => void;
  readonly onQuality: (series: QualitySeries) => void;
  /** The calls the desk is busy with. */
  readonly callsOnDesk: () => readonly string[];
  /** Whether a call on the desk is answered without a key, as its campaign says. */
  readonly answersItself: (callId: string) => boolean;
  readonly onNotice: (kind: Notice['kind'], facts: Record<string, string>) => void;
  readonly onChange: () => void;
}) {
  const { clock, log, dispatch, onChange } = options;
  let registration: RegistrationState = { kind: 'offline' };
  let roundTripMs: number | null = null;
  let stopped: Promise<void> | null = null;
  let digits: { readonly callId: string; readonly text: string } | null = null;

  const phone: Phone = createPhone({
    link: options.mediaLink,
    account: options.account,
    pbx: options.pbx,
    iceServers: options.iceServers,
    clock,
    random: Math.random,
    log,
    onEvent: (event) => {
      blackBox.record({ kind: 'state', what: event.type, facts: plainFactsOf(event) });
      calls.hear(inE164(event));
    },
    onMessage: (direction, message) => blackBox.record({ kind: 'sip', direction, message }),
    onLine: (state) => {
      blackBox.record({ kind: 'state', what: 'line', facts: plainFactsOf(state) });
      if (state.kind !== registration.kind) log.info({ state: state.kind }, 'line');
      registration = state;
      onChange();
    },
    onRoundTrip: (milliseconds) => {
      roundTripMs = milliseconds;
      onChange();
    },
  });
  const blackBox = createBlackBox({
    link: options.mediaLink,
    appVersion: options.appVersion,
    nowMs: clock.nowMs,
    now: clock.now,
    newId: uuidv7,
    random: () => randomInt(0x1_0000_0000) / 0x1_0000_0000,
    known: [
      { kind: 'name', value: options.agentName },
      { kind: 'name', value: options.account.displayName },
      { kind: 'name', value: options.account.authorizationUser },
      { kind: 'id', value: options.account.password },
    ],
  });
  const quality = createCallQuality({
    link: options.mediaLink,
    call: (callId) => calls.call(callId),
    frontCallId: () => calls.live()?.callId ?? null,
    microphoneWanted: options.microphoneWanted,
    log,
    onSeries: options.onQuality,
    onChange,
  });
  function inE164(event: CallEvent): CallEvent {
    if (event.type !== 'sip.invited') return event;
    return { ...event, party: callerInE164(event.party, options.country()) };
  }

  const calls = createCalls(() => phone, clock, options.pbx, {
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
      return options.callsOnDesk().includes(callId);
    },
    answersItself: (callId) => {
      if (!options.answersItself(callId)) return false;
      clock.after(announceMs, () => answerIfItRings(callId));
      return true;
    },
    onEstablished: ({ callId }) => {
      log.info({ callId, atMs: clock.nowMs() }, 'call established');
      dispatch({ type: 'call-established', callId, at: clock.now() });
    },
    onEnded: (call, endedBy, talkMs) => {
      const { callId, signalling } = call;
      const cause = signalling.kind === 'ended' ? signalling.cause.kind : '';
      log.info({ callId, endedBy, cause, talkMs }, 'call ended');
      const at = clock.now();
      const report = quality.takeReport(callId);
      const withWhom = withoutNumber(call.party);
      if (call.consultedFor !== null) {
        options.onConsulted(consultationOf(call, { at, talkMs, cause, quality: report }));
        return;
      }
      dispatch({
        type: 'call-ended',
        callId,
        at,
        talkMs,
        endedBy,
        cause,
        quality: report,
        withWhom,
      });
    },
    onOperationRefused: ({ operation, sipStatus }) => {
      log.info({ operation, sipStatus }, 'operation refused');
      options.onNotice('hold-refused', { operation });
    },
    onRefused: ({ reason }) => {
      if (reason === 'line-down') tellNoLine();
      else log.info({ reason }, 'call refused');
    },
    onMoved: ({ callId, to }) => {
      log.info({ callId, to }, 'call goes on in another');
      dispatch({ type: 'call-moved', callId, to });
    },
    onDigit: ({ callId, digit }) => {
      const text = `${digits?.callId === callId ? digits.text : ''}${digit}`.slice(-20);
      digits = { callId, text };
      options.onNotice('digits-received', { text });
    },
    onOrderRefused: ({ order, reason }) => log.info({ order, reason }, 'order refused'),
    onChange: () => {
      for (const { callId, party } of Object.values(calls.state().calls)) {
        const { number, displayName, customerId, reason } = party;
        blackBox.callBegan(
          callId,
          [number, displayName, customerId, reason].filter((value) => value !== null),
        );
      }
      onChange();
    },
  });

  function answerIfItRings(callId: string): void {
    const call = calls.call(callId);
    if (call?.signalling.kind !== 'alerting' || !call.answersItself) return;
    log.info({ callId, atMs: clock.nowMs() }, 'answered by itself');
    calls.ask({ type: 'call.answer', callId });
  }

  /** A line that was refused does not come back by itself: somebody has to do something. */
  function tellNoLine(): void {
    if (registration.kind === 'rejected') {
      options.onNotice('line-rejected', { code: String(registration.sipStatus) });
    } else options.onNotice('line-needed', {});
  }

  return {
    calls,
    tellNoLine,
    blackBox,
    facts: () => ({ registration, roundTripMs, calls: calls.state(), quality: quality.view }),
    /** Calls that are over and no longer on the desk are let go. */
    forgetEnded(): void {
      for (const call of Object.values(calls.state().calls)) {
        const isOver = call.signalling.kind === 'ended';
        if (isOver && !options.callsOnDesk().includes(call.callId)) {
          calls.ask({ type: 'call.forget', callId: call.callId });
        }
      }
    },
    isLineUp: () => registration.kind === 'registered' && calls.state().lineUp,
    start: () => phone.start(),
    /** The computer was asleep: nothing that was open is trusted. */
    woke: () => phone.woke(),
    /** Takes no more calls; the one that is up goes on. */
    unregister: () => phone.unregister(),
    /** The same promise however often it is asked. */
    stop: () =>
      (stopped ??= phone.stop().finally(() => {
        quality.close();
        blackBox.close();
      })),
  };
}

export type PhoneSide = ReturnType<typeof createPhoneSide>;
