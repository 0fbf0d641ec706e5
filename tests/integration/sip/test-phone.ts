import { randomUUID } from 'node:crypto';
import {
  type Call,
  type CallState,
  liveCall,
  noCalls,
  otherCall,
} from '../../../src/domain/call/call.ts';
import { type CallEffect, isNotice } from '../../../src/domain/call/call-effect.ts';
import type { CallCommand, CallEvent } from '../../../src/domain/call/call-event.ts';
import { transition } from '../../../src/domain/call/transition.ts';
import { defaultPbxProfile, type PbxProfile } from '../../../src/domain/pbx/pbx-profile.ts';
import { offline, type RegistrationState } from '../../../src/domain/registration/registration.ts';
import type { MediaLink } from '../../../src/main/media/media-link.ts';
import { createPhone, type PhoneAccount } from '../../../src/main/sip/phone.ts';

/** A phone with its reducer, as the composition root puts them together. */
export type TestPhone = {
  start(): void;
  stop(): Promise<void>;
  /** Another desk has the line. */
  unregister(): void;
  /** The computer was asleep. */
  woke(): void;
  /** Nothing arrives of the call in front by its way, though the server is there. */
  breakPath(): void;
  /** A command of the agent, for the newest call unless it dials. */
  command(command: WithoutCall<CallCommand>): void;
  dial(target: string): void;
  readonly state: CallState;
  readonly line: RegistrationState;
  /** A command for a call that is not in front. */
  commandFor(callId: string, command: WithoutCall<CallCommand>): void;
  /** The live call in front, or the last one. */
  readonly call: Call | null;
  /** The live call beside it. */
  readonly other: Call | null;
  /** Resolves as soon as the state is so; rejects with how things stand when it takes 30 s. */
  until(holds: (phone: TestPhone) => boolean): Promise<void>;
  readonly lines: readonly RegistrationState[];
  readonly effects: readonly CallEffect[];
  readonly log: readonly string[];
};

type WithoutCall<Command> = Command extends { type: 'call.dial' } ? never : Omit<Command, 'callId'>;

const patienceMs = 30_000;

export function createTestPhone(options: {
  readonly link: MediaLink;
  readonly account: Partial<PhoneAccount> & Pick<PhoneAccount, 'servers'>;
  readonly random?: () => number;
  /** Whether the server counts as being on our own network; by its address when left out. */
  readonly isNear?: (address: string) => boolean;
  readonly pbx?: Partial<PbxProfile>;
  /** PEM, for a server whose certificate no known authority signed. */
  readonly certificateAuthority?: string;
  /** Whether the networks of this computer are watched: other tests make and remove some. */
  readonly watchesNetworks?: boolean;
  /** The addresses of this computer, for a test that changes them. */
  readonly addresses?: () => readonly string[];
  /** Each SIP message as it was on the wire. */
  readonly onMessage?: (direction: 'in' | 'out', message: string) => void;
  /** After each event that the calls have heard. */
  readonly onChange?: (state: CallState) => void;
}): TestPhone {
  const log: string[] = [];
  const lines: RegistrationState[] = [];
  const effects: CallEffect[] = [];
  const waiting = new Set<{ holds: (phone: TestPhone) => boolean; resolve: () => void }>();
  const instant = () => ({ atMs: performance.now(), at: new Date().toISOString() });
  let state: CallState = { ...noCalls, pbx: { ...defaultPbxProfile, ...options.pbx } };
  let newest: string | null = null;

  const phone = createPhone({
    link: options.link,
    ...(options.certificateAuthority === undefined
      ? {}
      : { certificateAuthority: options.certificateAuthority }),
    pbx: { ...defaultPbxProfile, ...options.pbx },
    account: {
      addressOfRecord: 'sip:agent@practice.invalid',
      authorizationUser: 'agent',
      password: 'a secret for tests',
      displayName: 'Agent',
      registerExpiresSeconds: 600,
      iceServers: [],
      ...options.account,
    },
    clock: {
      nowMs: () => performance.now(),
      now: () => new Date().toISOString(),
      after(milliseconds, run) {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    random: options.random ?? Math.random,
    ...(options.isNear === undefined ? {} : { isNear: options.isNear }),
    ...(options.watchesNetworks === true
      ? {}
      : { addresses: options.addresses ?? (() => ['192.0.2.7']) }),
    log: {
      info: (fields, message) => log.push(`${message} ${JSON.stringify(fields)}`),
      warn: (fields, message) => log.push(`${message} ${JSON.stringify(fields)}`),
    },
    ...(options.onMessage === undefined ? {} : { onMessage: options.onMessage }),
    onEvent: dispatch,
    onLine(next) {
      lines.push(next);
      look();
    },
  });

  function dispatch(event: CallEvent): void {
    const next = transition(state, event);
    state = next.state;
    newest = liveCall(state)?.callId ?? newest;
    for (const effect of next.effects) {
      effects.push(effect);
      if (!isNotice(effect)) phone.carryOut(effect);
    }
    look();
  }

  function look(): void {
    options.onChange?.(state);
    for (const waiter of [...waiting]) {
      if (!waiter.holds(self)) continue;
      waiting.delete(waiter);
      waiter.resolve();
    }
  }

  const self: TestPhone = {
    start: () => phone.start(),
    stop: () => phone.stop(),
    unregister: () => phone.unregister(),
    woke: () => phone.woke(),
    breakPath() {
      for (const type of ['media.interrupted', 'media.pathBroken'] as const) {
        dispatch({ type, callId: newest ?? '', ...instant() });
      }
    },
    command(command) {
      dispatch({ ...command, callId: newest ?? '', ...instant() } as CallEvent);
    },
    commandFor(callId, command) {
      dispatch({ ...command, callId, ...instant() } as CallEvent);
    },
    dial(target) {
      const party = {
        number: target,
        displayName: null,
        customerId: null,
        campaign: null,
        queue: null,
        reason: null,
      };
      dispatch({ type: 'call.dial', callId: randomUUID(), target, party, ...instant() });
    },
    get state() {
      return state;
    },
    get line() {
      return lines.at(-1) ?? offline;
    },
    get call() {
      return newest === null ? null : (state.calls[newest] ?? null);
    },
    get other() {
      return otherCall(state);
    },
    until(holds) {
      if (holds(self)) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(waiter);
          const { call, other, line } = self;
          const standing = JSON.stringify({ call, other, line, log: log.slice(-10) }, null, 2);
          reject(new Error(`${holds} never held: ${standing}`));
        }, patienceMs);
        const waiter = {
          holds,
          resolve() {
            clearTimeout(timer);
            resolve();
          },
        };
        waiting.add(waiter);
      });
    },
    lines,
    effects,
    log,
  };
  return self;
}
