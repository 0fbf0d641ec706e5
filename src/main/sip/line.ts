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

/** Runs the registration machine on a user agent and its socket. */
export type Line = {
  start(): void;
  stop(): void;
  retryNow(): void;
  socketClosed(): void;
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
  onState(state: RegistrationState): void;
  onUp(): void;
  onDown(): void;
}): Line {
  const { agent, socket, random } = options;
  let state: RegistrationState = offline;
  let stopTimer: () => void = () => undefined;

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
        socket.open(url);
        return;
      }
      case 'disconnect':
        socket.close();
        return;
      case 'timer.start':
        stopTimer();
        stopTimer = options.after(effect.afterMs, () => tell({ type: 'timer', random: random() }));
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

  agent.on('registered', () => tell({ type: 'registered' }));
  agent.on('registrationFailed', ({ response }) => {
    // Without a response the socket broke or the request timed out; the closed socket says which.
    const sipStatus = response?.status_code ?? null;
    tell({ type: 'registerFailed', sipStatus, random: random() });
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
    retryNow() {
      tell({ type: 'retryNow' });
    },
    socketClosed() {
      tell({ type: 'socketClosed', random: random() });
    },
  };
}
