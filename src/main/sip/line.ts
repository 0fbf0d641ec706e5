import type { UA } from '#jssip';
import { assertNever } from '../../domain/assert-never.ts';
import {
  offline,
  type RegistrationEffect,
  type RegistrationEvent,
  type RegistrationState,
  transition,
} from '../../domain/registration/registration.ts';
import type { SipSocket } from './socket.ts';

/** How long a server that is left may take to let go. */
const leaveTimeoutMs = 1_000;

/** Runs the registration machine on a user agent and its socket. */
export type Line = {
  start(): void;
  stop(): void;
  /** Another desk has the line; calls that are up keep a socket. */
  unregister(): void;
  retryNow(): void;
  socketClosed(): void;
  /** The way has changed: a new socket at once, whatever the old one says. */
  reconnect(): void;
  readonly state: RegistrationState;
};

export function createLine(options: {
  readonly agent: UA;
  readonly socket: SipSocket;
  /** Preferred first. */
  readonly servers: readonly string[];
  readonly password: string;
  random(): number;
  after(milliseconds: number, run: () => void): () => void;
  /** Whether a SIP server answers at that address. */
  probe(url: string): Promise<boolean>;
  /** Whether a call is up or ringing. */
  inCall(): boolean;
  onState(state: RegistrationState): void;
  onUp(): void;
  onDown(): void;
}): Line {
  const { agent, socket, random } = options;
  let state: RegistrationState = offline;
  let stopTimer: () => void = () => undefined;

  const chance = () => ({ inCall: options.inCall(), random: random() });

  function tell(event: RegistrationEvent): void {
    const next = transition(state, event);
    const changed = next.state !== state;
    state = next.state;
    if (changed) options.onState(state);
    for (const effect of next.effects) carryOut(effect);
  }

  function carryOut(effect: RegistrationEffect): void {
    switch (effect.type) {
      case 'connect': {
        const url = options.servers[effect.server];
        if (url === undefined) return;
        // The library replaces the password by a hash for the first realm it meets; another
        // server may have another realm.
        agent.set('password', options.password);
        if (effect.leave) leaveFor(url);
        else socket.open(url);
        return;
      }
      case 'probe': {
        const url = options.servers[effect.server];
        if (url === undefined) return;
        void options.probe(url).then((answers) => {
          tell({ type: 'probed', answers, ...chance() });
        });
        return;
      }
      case 'register':
        agent.set('password', options.password);
        agent.register();
        return;
      case 'unregister':
        agent.unregister();
        return;
      case 'disconnect':
        socket.close();
        return;
      case 'timer.start':
        stopTimer();
        stopTimer = options.after(effect.afterMs, () => tell({ type: 'timer', ...chance() }));
        return;
      case 'timer.stop':
        stopTimer();
        return;
      case 'line.up':
        options.onUp();
        return;
      case 'line.down':
        options.onDown();
        return;
      default:
        assertNever(effect);
    }
  }

  /** Calls would go on being offered to a contact that is gone. */
  function leaveFor(url: string): void {
    let isGone = false;
    const go = () => {
      if (isGone || state.kind !== 'connecting') return;
      isGone = true;
      socket.open(url);
    };
    agent.once('unregistered', go);
    options.after(leaveTimeoutMs, go);
    // The agent's own way would also keep it from registering where it goes.
    (agent.registrator() as unknown as { unregister(): void }).unregister();
  }

  agent.on('connected', () => tell({ type: 'socketOpened' }));
  agent.on('registered', () => tell({ type: 'registered' }));
  agent.on('registrationFailed', ({ response }) => {
    // Without a response the socket broke or the request timed out; the closed socket says which.
    const sipStatus = response?.status_code ?? null;
    const retryAfter = /^\s*(\d{1,9})/.exec(response?.getHeader('Retry-After') ?? '')?.[1];
    const retryAfterSeconds = retryAfter === undefined ? null : Number(retryAfter);
    tell({ type: 'registerFailed', sipStatus, retryAfterSeconds, ...chance() });
  });

  return {
    get state() {
      return state;
    },
    start() {
      tell({ type: 'start', servers: options.servers.length });
    },
    stop() {
      tell({ type: 'stop' });
    },
    unregister() {
      tell({ type: 'unregister' });
    },
    retryNow() {
      tell({ type: 'retryNow' });
    },
    reconnect() {
      tell({ type: 'socketClosed', ...chance() });
      tell({ type: 'retryNow' });
    },
    socketClosed() {
      tell({ type: 'socketClosed', ...chance() });
    },
  };
}
