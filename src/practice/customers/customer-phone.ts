import type { AnswerOptions, JsSip, RTCSession, RTCSessionEvent, Socket } from '#jssip';
import type { PracticeError, PracticeReport } from '../../contract/process/practice-process.ts';
import { assertNever } from '../../domain/assert-never.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { linesOf, type ScenarioCustomer } from '../scenario/scenario.ts';
import { type AudioLeg, createAudioLeg } from './audio-leg.ts';
import { type CustomerCall, createCustomerCall } from './customer-call.ts';
import type { Pacer } from './pacer.ts';

/** The phone of one simulated customer: a JsSIP user agent with one line. */
export interface CustomerPhone {
  /** The exchange's link that requests for this customer go out by. */
  readonly linkId: string;
  /** The call under way, if any. */
  readonly call: CustomerCall | null;
  /** Calls the agent; resolves when the agent's phone rings or the call has failed. */
  ring(agent: string): Promise<RingResult>;
  /** Sounds a tone in the call under way, or else from the beginning of the next. */
  sendTone(frequencyHz: number | null): void;
  stop(): void;
}

export type RingResult =
  | { readonly ok: true; readonly callId: string }
  | { readonly ok: false; readonly error: PracticeError };

export interface CustomerPhoneOptions {
  readonly jssip: JsSip;
  readonly exchange: Exchange;
  readonly customer: ScenarioCustomer;
  /** The id the center knows this customer by, now. */
  readonly customerId: () => string | undefined;
  readonly recordings: ReadonlyMap<string, Uint8Array>;
  readonly pacer: Pacer;
  readonly report: (report: PracticeReport) => void;
}

/** JsSIP's socket onto a link of the exchange in this very process. */
function createLinkSocket(exchange: Exchange): { socket: Socket; linkId: string } {
  const link = exchange.connect((text) => socket.ondata(text));
  let connected = false;
  const socket: Socket = {
    url: exchange.url,
    via_transport: 'WS',
    sip_uri: `sip:${exchange.domain};transport=ws`,
    connect() {
      connected = true;
      queueMicrotask(() => socket.onconnect());
    },
    disconnect() {
      connected = false;
      link.close();
    },
    send(message) {
      link.send(String(message));
      return true;
    },
    isConnected: () => connected,
    isConnecting: () => false,
    // JsSIP puts its own functions in place of these.
    onconnect: () => undefined,
    ondisconnect: () => undefined,
    ondata: () => undefined,
  };
  return { socket, linkId: link.id };
}

/** JsSIP is typed for the browser's streams; these are werift's. */
type Microphone = NonNullable<AnswerOptions['mediaStream']>;

export function createCustomerPhone(options: CustomerPhoneOptions): CustomerPhone {
  const { customer, exchange, report } = options;
  const { socket, linkId } = createLinkSocket(exchange);
  const agent = new options.jssip.UA({
    sockets: socket,
    uri: `sip:${customer.number}@${exchange.domain}`,
    contact_uri: `sip:${customer.number}@${exchange.domain};transport=ws`,
    display_name: customer.name,
    register: false,
    session_timers: false,
    // The scenario says how long a phone rings; JsSIP's own limit must not come first.
    no_answer_timeout: 3600,
    user_agent: 'Homeline practice customer',
  });
  let call: CustomerCall | null = null;
  let armedTone: number | null = null;
  let ringTimer: NodeJS.Timeout | undefined;

  function begin(callId: string, direction: 'inbound' | 'outbound'): CustomerCall {
    const begun = createCustomerCall({
      callId,
      number: customer.number,
      name: customer.name,
      direction,
      lines: linesOf(customer),
      recordings: options.recordings,
      pacer: options.pacer,
      report,
      onOver() {
        clearTimeout(ringTimer);
        call = null;
      },
    });
    if (armedTone !== null) begun.holdTone(armedTone);
    armedTone = null;
    call = begun;
    return begun;
  }

  const microphone = (leg: AudioLeg) => leg.stream as unknown as Microphone;
  const successors = new WeakSet<RTCSession>();

  /** Lets a session of the agent take the place of the one that carries the call (RFC 3891). */
  function allowReplacing(carried: CustomerCall, session: RTCSession): void {
    session.on('replaces', (event) => {
      event.accept((successor: RTCSession) => {
        successors.add(successor);
        // JsSIP is still setting the session up here.
        queueMicrotask(() => {
          const leg = createAudioLeg();
          carried.carry(successor, leg);
          allowFollowing(carried, successor);
          successor.answer({ mediaStream: microphone(leg) });
        });
      });
    });
  }

  /** Lets the agent send the customer to somebody else (RFC 3515); who is not reached, they return. */
  function allowReferring(carried: CustomerCall, session: RTCSession): void {
    session.on('refer', (event) => {
      const leg = createAudioLeg();
      event.accept(
        (successor: RTCSession) => {
          carried.carry(successor, leg, 'answer');
          successor.on('confirmed', () => allowFollowing(carried, successor));
          successor.on('failed', () => leg.close());
        },
        { mediaStream: microphone(leg) },
      );
    });
  }

  function allowFollowing(carried: CustomerCall, session: RTCSession): void {
    allowReplacing(carried, session);
    allowReferring(carried, session);
  }

  function receive(session: RTCSession, callId: string): void {
    const { behaviour, answerAfterMs, ringForMs } = customer;
    if (call !== null || behaviour === 'busy') {
      session.terminate({ status_code: 486 });
      return;
    }
    if (behaviour === 'not-in-service') {
      session.terminate({ status_code: 404 });
      return;
    }
    const ringing = begin(callId, 'outbound');
    const leg = createAudioLeg();
    ringing.carry(session, leg);
    allowFollowing(ringing, session);
    const after = (durationMs: number, act: () => void) => {
      ringTimer = setTimeout(act, durationMs);
    };
    switch (behaviour) {
      case 'answer':
      case 'dislike':
        after(answerAfterMs, () => session.answer({ mediaStream: microphone(leg) }));
        break;
      case 'reject':
        after(answerAfterMs, () => ringing.hangUp(603));
        break;
      case 'no-answer':
        after(ringForMs, () => ringing.hangUp(480));
        break;
      default:
        assertNever(behaviour);
    }
  }

  agent.on('newRTCSession', ({ originator, session, request }: RTCSessionEvent) => {
    if (originator !== 'remote' || successors.has(session)) return;
    receive(session, request.getHeader('Call-ID'));
  });
  agent.start();

  function ring(agentUser: string): Promise<RingResult> {
    if (call !== null) return Promise.resolve({ ok: false, error: { kind: 'customer-on-call' } });
    const leg = createAudioLeg();
    return new Promise((resolve) => {
      agent.once('newRTCSession', ({ session, request }: RTCSessionEvent) => {
        const callId = request.getHeader('Call-ID');
        const ringing = begin(callId, 'inbound');
        ringing.carry(session, leg);
        allowFollowing(ringing, session);
        ringTimer = setTimeout(() => ringing.hangUp(), customer.ringForMs);
        session.on('progress', () => resolve({ ok: true, callId }));
        session.on('accepted', () => {
          clearTimeout(ringTimer);
          resolve({ ok: true, callId });
        });
        session.on('failed', ({ message, cause }) => {
          const status = message && 'status_code' in message ? message.status_code : 0;
          resolve({ ok: false, error: { kind: 'refused', status, reason: cause } });
        });
      });
      const customerId = options.customerId();
      const { inbound } = customer;
      agent.call(`sip:${agentUser}@${exchange.domain}`, {
        mediaStream: microphone(leg),
        extraHeaders: [
          ...(customerId === undefined ? [] : [`X-Customer-Id: ${customerId}`]),
          ...(inbound ? [`X-Queue: ${inbound.queue}`, `X-Reason: ${inbound.reason}`] : []),
        ],
      });
    });
  }

  return {
    linkId,
    get call() {
      return call;
    },
    ring,
    sendTone(frequencyHz) {
      if (call === null) armedTone = frequencyHz;
      else call.holdTone(frequencyHz);
    },
    stop() {
      clearTimeout(ringTimer);
      call?.hangUp();
      agent.stop();
    },
  };
}
