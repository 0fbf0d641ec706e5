import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createJsSip,
  type Socket as JsSipSocket,
  type RTCSession,
  type RTCSessionEvent,
  type UA,
} from '#jssip';
import { createFacade } from '../../../src/main/sip/facade/environment.ts';
import { FacadeStream } from '../../../src/main/sip/facade/media-stream.ts';
import type { PhoneAccount } from '../../../src/main/sip/phone.ts';
import { createPretendPage, type PretendPage } from '../../support/pretend-page.ts';
import { createTestPhone, type TestPhone } from '../sip/test-phone.ts';

/** What a call is, as far as both phones can say. */
export type PhoneState = 'none' | 'dialing' | 'ringing' | 'alerting' | 'answering' | 'up' | 'over';

/** One phone under test; the same scenario runs on JsSIP as it is and on ours. */
export type GuardPhone = {
  readonly state: PhoneState;
  readonly isRegistered: boolean;
  /** Whether this side holds the call. */
  readonly isHeld: boolean;
  dial(user: string): void;
  answer(): void;
  hangUp(): void;
  hold(): void;
  resume(): void;
  /** Another desk has the line; the call goes on. */
  unregister(): void;
  /** Asks somebody, with the call on hold; `state` and `isHeld` stay those of the call. */
  consult(user: string): void;
  readonly isConsulting: boolean;
  /** Whoever was asked takes the call over. */
  complete(): void;
  until(holds: (phone: GuardPhone) => boolean): Promise<void>;
  /** Our phone with all it knows; null for JsSIP as it is. */
  readonly ours: TestPhone | null;
  readonly page: PretendPage;
  /** What JsSIP as it is threw at a message: in an application nobody would catch it. */
  readonly tripped: readonly string[];
  stop(): Promise<void>;
};

export type StartPhone = (
  servers: readonly string[],
  account?: Partial<PhoneAccount>,
  addresses?: () => readonly string[],
) => GuardPhone;

const account = {
  addressOfRecord: 'sip:agent@practice.invalid',
  password: 'a secret for tests',
};

/** Looks again until it holds, on the real clock also where a test turns the other one. */
async function untilItHolds(phone: GuardPhone, holds: (phone: GuardPhone) => boolean) {
  while (!holds(phone)) await sleep(5);
}

/** So that a test goes on where the library throws. */
function catching(socket: JsSipSocket, tripped: string[]): JsSipSocket {
  let ondata: JsSipSocket['ondata'] = () => undefined;
  return Object.defineProperty(socket, 'ondata', {
    get: () => (data: unknown) => {
      try {
        ondata(data as never);
      } catch (error) {
        tripped.push(String(error));
      }
    },
    set: (next: JsSipSocket['ondata']) => {
      ondata = next;
    },
  });
}

/** JsSIP with its own settings and its own socket; only its media is that of the pretend page. */
export const stock: StartPhone = (servers) => {
  const page = createPretendPage();
  const jssip = createJsSip(createFacade(page.link));
  const tripped: string[] = [];
  const agent: UA = new jssip.UA({
    sockets: servers.map((url) => catching(new jssip.WebSocketInterface(url), tripped)),
    uri: account.addressOfRecord,
    password: account.password,
    register_expires: 600,
  });
  let session: RTCSession | null = null;
  let state: PhoneState = 'none';
  let calls = 0;
  let asked: RTCSession | null = null;

  function options() {
    calls += 1;
    return {
      mediaStream: new FacadeStream(),
      pcConfig: { iceServers: [], connectionId: `stock-${calls}` },
    } as unknown as Parameters<UA['call']>[1];
  }
  agent.on('newRTCSession', (event: RTCSessionEvent) => {
    if (state === 'up') {
      asked = event.session;
      asked.on('icecandidate', ({ ready }) => ready());
      return;
    }
    session = event.session;
    state = event.originator === 'remote' ? 'alerting' : 'dialing';
    session.on('progress', () => {
      if (state === 'dialing') state = 'ringing';
    });
    session.on('accepted', () => {
      state = 'up';
    });
    for (const end of ['ended', 'failed'] as const) {
      session.on(end, () => {
        state = 'over';
      });
    }
    session.on('icecandidate', ({ ready }) => ready());
  });
  agent.start();

  const phone: GuardPhone = {
    ours: null,
    page,
    tripped,
    get state() {
      return state;
    },
    get isRegistered() {
      return agent.isRegistered();
    },
    get isHeld() {
      return state === 'up' && session?.isOnHold().local === true;
    },
    dial: (user) => void agent.call(`sip:${user}@practice.invalid`, options()),
    answer() {
      state = 'answering';
      session?.answer(options());
    },
    hangUp: () => session?.terminate(),
    hold: () => void session?.hold(),
    resume: () => void session?.unhold(),
    unregister: () => agent.unregister(),
    consult(user) {
      session?.hold({}, () => agent.call(`sip:${user}@practice.invalid`, options()));
    },
    get isConsulting() {
      return asked?.isEstablished() === true;
    },
    complete() {
      if (asked !== null) session?.refer(asked.remote_identity.uri.toString(), { replaces: asked });
    },
    until: (holds) => untilItHolds(phone, holds),
    async stop() {
      agent.stop();
      // Its farewell waits for answers that a test's PBX may not give.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  return phone;
};

/** Our phone with its reducer, on the pretend page. */
export const ours: StartPhone = (servers, changed = {}, addresses = () => ['192.0.2.7']) => {
  const page = createPretendPage();
  const made = createTestPhone({
    link: page.link,
    account: { servers, ...changed },
    addresses,
    // The scripted PBX takes no call over by another leg.
    pbx: { brokenPath: 'ice-restart' },
  });
  made.start();
  let customerId: string | null = null;
  const call = () => (customerId === null ? made.call : (made.state.calls[customerId] ?? null));
  const phone: GuardPhone = {
    ours: made,
    page,
    tripped: [],
    get state() {
      const kind = call()?.signalling.kind;
      switch (kind) {
        case undefined:
          return 'none';
        case 'established':
          return 'up';
        case 'ending':
        case 'ended':
          return 'over';
        default:
          return kind;
      }
    },
    get isRegistered() {
      return made.line.kind === 'registered';
    },
    get isHeld() {
      const hold = call()?.hold;
      return hold === 'local' || hold === 'both';
    },
    dial: (user) => made.dial(user),
    answer: () => made.command({ type: 'call.answer' }),
    hangUp: () => made.command({ type: 'call.hangUp' }),
    hold: () => made.command({ type: 'call.hold' }),
    resume: () => made.command({ type: 'call.resume' }),
    unregister: () => made.unregister(),
    consult(user) {
      customerId = made.call?.callId ?? null;
      const named = { displayName: null, customerId: null, queue: null, reason: null };
      const party = { ...named, number: user };
      made.command({ type: 'call.consult', consultId: randomUUID(), target: user, party });
    },
    get isConsulting() {
      const colleague = Object.values(made.state.calls).find((each) => each.consultedFor !== null);
      return colleague?.signalling.kind === 'established';
    },
    complete: () => made.commandFor(customerId ?? '', { type: 'call.complete' }),
    until: (holds) => untilItHolds(phone, holds),
    stop: () => made.stop(),
  };
  return phone;
};
