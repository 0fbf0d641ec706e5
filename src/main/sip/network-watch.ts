import { networkInterfaces } from 'node:os';
import { assertNever } from '../../domain/assert-never.ts';
import type { MediaEvent } from '../../domain/call/call-event.ts';
import { transition, unknownWay, type WayEffect, type WayEvent } from '../../domain/network/way.ts';
import type { MediaLink } from '../media/media-link.ts';

/** Chromium and the system tell of a change late or not at all: so the list is looked at. */
export const lookEveryMs = 250;

/** Watches the way to the PBX: the networks of this computer, and what arrives of each call. */
export type NetworkWatch = {
  start(): void;
  stop(): void;
  /** The server gave a sign of life. */
  answered(roundTripMs: number): void;
  lineUp(): void;
  lineDown(): void;
  /** The connection of this call is gone. */
  gone(callId: string): void;
  /** The computer was asleep. */
  woke(): void;
};

export function createNetworkWatch(options: {
  readonly link: MediaLink;
  nowMs(): number;
  /** In [0, 1). */
  random(): number;
  after(milliseconds: number, run: () => void): () => void;
  /** The addresses of this computer, those of its loopback left out. */
  addresses?: (() => readonly string[]) | undefined;
  /** This computer's end of the socket to the server; null without one. */
  ownAddress(): string | null;
  emit(event: Extract<MediaEvent, { type: 'media.interrupted' | 'media.flowing' }>): void;
  /** A new socket at once, and a new registration on it. */
  reconnect(): void;
  /** Restarts ICE of these calls, where there is a line to do it by. */
  restart(callIds: readonly string[]): void;
  /** Asks the server for a sign of life. */
  probe(): void;
}): NetworkWatch {
  const { nowMs, random, emit } = options;
  const addresses = options.addresses ?? ownAddresses;
  let state = unknownWay;
  let stopTimer: () => void = () => undefined;
  let stopListening: () => void = () => undefined;

  function tell(event: Bare<WayEvent>): void {
    const next = transition(state, { ...event, atMs: nowMs(), random: random() } as WayEvent);
    ({ state } = next);
    for (const effect of next.effects) carryOut(effect);
  }

  function carryOut(effect: WayEffect): void {
    switch (effect.type) {
      case 'reconnect':
        // Interrupted first: the line that comes back then restarts ICE with its re-INVITE.
        for (const callId of effect.callIds) emit({ type: 'media.interrupted', callId });
        options.reconnect();
        return;
      case 'restart':
        for (const callId of effect.callIds) emit({ type: 'media.interrupted', callId });
        options.restart(effect.callIds);
        return;
      case 'probe':
        options.probe();
        return;
      case 'back':
        emit({ type: 'media.flowing', callId: effect.callId });
        return;
      default:
        assertNever(effect);
    }
  }

  function look(): void {
    stopTimer = options.after(lookEveryMs, look);
    tell({ type: 'networks', addresses: addresses(), ownAddress: options.ownAddress() });
  }

  return {
    start() {
      stopListening = options.link.onEvent((event) => {
        if (event.event === 'path') {
          const { connectionId: callId, bytesReceived, repliesReceived, checksSent } = event;
          tell({ type: 'counted', callId, bytesReceived, repliesReceived, checksSent });
        } else if (event.event === 'page.lost') {
          for (const callId of Object.keys(state.calls)) tell({ type: 'gone', callId });
        }
      });
      look();
    },
    stop() {
      stopTimer();
      stopListening();
    },
    answered: (roundTripMs) => tell({ type: 'answered', roundTripMs }),
    lineUp: () => tell({ type: 'lineUp' }),
    lineDown: () => tell({ type: 'lineDown' }),
    gone: (callId) => tell({ type: 'gone', callId }),
    woke: () => tell({ type: 'woke' }),
  };
}

type Bare<Event> = Event extends unknown ? Omit<Event, 'atMs' | 'random'> : never;

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((all = []) =>
    all.flatMap(({ address, internal }) => (internal ? [] : [address])),
  );
}
