import type { RTCPeerConnection } from 'werift';
import type { EndEvent, IncomingDTMFEvent, OutgoingDTMFEvent, RTCSession } from '#jssip';
import type { PracticeCall, PracticeReport } from '../../contract/process/practice-process.ts';
import type { Line } from '../scenario/scenario.ts';
import type { AudioLeg } from './audio-leg.ts';
import { beginConversation, type ConversationEffect, converse } from './conversation.ts';
import { createEar, type Measurement, type SilenceWatch } from './ear.ts';
import { createMouth } from './mouth.ts';
import { frameMs, type Pacer } from './pacer.ts';

/** One call of a simulated customer, from the first ring to the end. */
export interface CustomerCall {
  readonly callId: string;
  readonly isOver: boolean;
  /**
   * Binds the SIP session that carries the call; a later one (RFC 3891, RFC 3515) takes its place,
   * at once or when it is answered.
   */
  carry(session: RTCSession, leg: AudioLeg, from?: 'now' | 'answer'): void;
  /** Rejects with that status while it rings, else hangs up. */
  hangUp(status?: number): void;
  /** Sounds a tone in place of the conversation; null lets it go on. */
  holdTone(frequencyHz: number | null): void;
  /** Puts the agent on hold, or comes back. */
  hold(held: boolean): void;
  /** Null where nothing is heard. */
  measure(durationMs: number): Promise<Measurement | null>;
  /** How long this customer has not heard the agent. */
  watchSilence(): SilenceWatch;
}

export interface CustomerCallOptions {
  readonly callId: string;
  readonly number: string;
  readonly name: string;
  readonly direction: PracticeCall['direction'];
  readonly lines: readonly Line[];
  readonly recordings: ReadonlyMap<string, Uint8Array>;
  readonly pacer: Pacer;
  readonly report: (report: PracticeReport) => void;
  readonly onOver: () => void;
}

/** So long a customer stays on a line whose audio path is gone, for the agent to come back. */
const patienceMs = 30_000;

export function createCustomerCall(options: CustomerCallOptions): CustomerCall {
  const { callId, report } = options;
  const mouth = createMouth();
  const ear = createEar();
  let conversation = beginConversation(options.lines);
  let state: PracticeCall['state'] = 'ringing';
  let carrier: RTCSession | null = null;
  let connection: RTCPeerConnection | null = null;
  let leg: AudioLeg | null = null;
  let toneIsHeld = false;
  let disconnectedMs = 0;
  let stopFrames: (() => void) | null = null;

  function enter(
    next: PracticeCall['state'],
    ending: Pick<PracticeCall, 'cause' | 'endedBy'> = { cause: null, endedBy: null },
  ): void {
    state = next;
    const { number, name, direction } = options;
    report({ kind: 'call', call: { callId, number, name, direction, state, ...ending } });
  }

  function carryOut(effect: ConversationEffect): void {
    if (effect.kind === 'play') mouth.play(options.recordings.get(effect.file) ?? new Uint8Array());
    else if (effect.kind === 'play-tone') mouth.playTone(effect.frequencyHz, effect.durationMs);
    else hangUp();
  }

  function onFrame(): void {
    ear.tick(frameMs);
    const isConnected = connection?.connectionState === 'connected';
    disconnectedMs = isConnected ? 0 : disconnectedMs + frameMs;
    if (disconnectedMs > patienceMs) {
      hangUp();
      return;
    }
    // Checks that went unanswered for a moment are no reason to fall silent: only an end is.
    const maySpeak = isConnected || connection?.connectionState === 'disconnected';
    if (!maySpeak || state !== 'talking') {
      leg?.send(null);
      return;
    }
    if (!toneIsHeld) {
      const frame = { durationMs: frameMs, agent: ear.agent, playing: mouth.playing };
      const step = converse(conversation, frame);
      conversation = step.state;
      step.effects.forEach(carryOut);
    }
    leg?.send(mouth.nextFrame());
  }

  function end(cause: string, endedBy: NonNullable<PracticeCall['endedBy']>): void {
    if (state === 'ended') return;
    stopFrames?.();
    leg?.close();
    ear.close();
    enter('ended', { cause, endedBy });
    options.onOver();
  }

  function hangUp(status?: number): void {
    if (carrier === null || carrier.isEnded()) return;
    carrier.terminate(status === undefined ? {} : { status_code: status });
  }

  function carry(session: RTCSession, sessionLeg: AudioLeg, from: 'now' | 'answer' = 'now'): void {
    let made: RTCPeerConnection | null = null;
    // The session before this one, if any, is ended by the one who replaces it: no end of ours.
    const take = () => {
      carrier = session;
      connection = made;
      leg?.close();
      leg = sessionLeg;
    };
    if (from === 'now') take();
    else session.on('confirmed', take);
    const isCarrier = () => carrier === session;
    const onEnd = ({ originator, cause }: EndEvent) => {
      const by = { local: 'customer', remote: 'agent', system: 'system' } as const;
      if (isCarrier()) end(cause, by[originator]);
    };
    const attach = (peer: unknown) => {
      // JsSIP is typed for the browser's; what it was given is werift's.
      made = peer as RTCPeerConnection;
      if (isCarrier()) connection = made;
      sessionLeg.attach(made, {
        onSound: (samples) => {
          if (isCarrier()) ear.hear(samples);
        },
        onDigit: (digit) => report({ kind: 'digit', callId, digit, by: 'rfc4733' }),
      });
    };
    if (session.connection) attach(session.connection);
    else session.on('peerconnection', ({ peerconnection }) => attach(peerconnection));
    session.on('confirmed', () => {
      if (!isCarrier() || state === 'ended') return;
      stopFrames ??= options.pacer.add(onFrame);
      enter('talking');
    });
    session.on('hold', ({ originator }) => {
      if (isCarrier() && originator === 'remote') enter('held');
    });
    session.on('unhold', ({ originator }) => {
      if (isCarrier() && originator === 'remote') enter('talking');
    });
    session.on('newDTMF', (event: IncomingDTMFEvent | OutgoingDTMFEvent) => {
      if (event.originator !== 'remote') return;
      report({ kind: 'digit', callId, digit: event.dtmf.tone, by: 'info' });
    });
    session.on('ended', onEnd);
    session.on('failed', onEnd);
  }

  enter('ringing');
  return {
    callId,
    get isOver() {
      return state === 'ended';
    },
    carry,
    hangUp,
    holdTone(frequencyHz) {
      toneIsHeld = frequencyHz !== null;
      mouth.holdTone(frequencyHz);
    },
    hold(held) {
      if (held) carrier?.hold();
      else carrier?.unhold();
    },
    watchSilence: ear.watchSilence,
    measure: (durationMs) =>
      state === 'talking' || state === 'held' ? ear.measure(durationMs) : Promise.resolve(null),
  };
}
