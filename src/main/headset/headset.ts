import type { DeskCommand } from '../../contract/ipc/desk-api.ts';
import type { HeadsetView } from '../../contract/ipc/headset-view.ts';
import { assertNever } from '../../domain/assert-never.ts';
import {
  type HeadsetCommand,
  type HeadsetEffect,
  type HeadsetEvent,
  noHeadsets,
} from '../../domain/headset/headset.ts';
import type { HeadsetCalls } from '../../domain/headset/headset-calls.ts';
import { buttonsOf, lightsOf } from '../../domain/headset/layout.ts';
import { transition } from '../../domain/headset/transition.ts';
import type { Clock } from '../desktop/clock.ts';
import type { Log } from '../log/log.ts';
import type { MediaLink } from '../media/media-link.ts';

/** The headset's buttons and lights, between the media page and the calls. */
export type HeadsetPort = {
  callsChanged(calls: HeadsetCalls): void;
  /** False when it is not plugged in. */
  choose(deviceId: string): boolean;
  /** The computer woke up. */
  resumed(): void;
  view(): HeadsetView | null;
  close(): void;
};

export function createHeadset(options: {
  readonly link: MediaLink;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly preferredName: string | null;
  readonly carryOut: (command: DeskCommand) => void;
  readonly onPreferred: (name: string) => void;
  readonly onChange: () => void;
}): HeadsetPort {
  const { link, clock, log } = options;
  let state = { ...noHeadsets, preferredName: options.preferredName };
  /** The last one that was in use, so that the desk can say which one was pulled out. */
  let lastName: string | null = null;
  let running = false;
  const waiting: HeadsetEvent[] = [];

  /**
   * One event at a time: a command changes the calls at once, and the lights of that must not be
   * overtaken by those of before.
   */
  function dispatch(event: HeadsetEvent): void {
    waiting.push(event);
    if (running) return;
    running = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const step = transition(state, next);
      state = step.state;
      lastName = activeHeadset()?.name ?? lastName;
      for (const effect of step.effects) carryOut(effect);
    }
    running = false;
  }

  function activeHeadset() {
    return state.headsets.find((one) => one.deviceId === state.activeId);
  }

  function carryOut(effect: HeadsetEffect): void {
    if (effect.type === 'send') send(effect);
    else {
      log.info({ command: effect.type, atMs: clock.nowMs() }, 'headset pressed');
      options.carryOut(commandOf(effect));
    }
  }

  function send({ deviceId, reportId, bytes }: Extract<HeadsetEffect, { type: 'send' }>): void {
    void link
      .request({ op: 'headset.send', deviceId, reportId, bytes: [...bytes] })
      .then((reply) => {
        if (reply.ok && reply.value.sent) return;
        log.warn({ reportId }, 'headset not told');
        dispatch({ type: 'not-sent', deviceId, reportId });
      });
  }

  const stopListening = link.onEvent((event) => {
    const atMs = clock.nowMs();
    switch (event.event) {
      case 'headset.connected': {
        const { deviceId, name, collections } = event;
        dispatch({ type: 'connected', deviceId, name, collections, atMs });
        log.info({ name }, 'headset connected');
        break;
      }
      case 'headset.disconnected':
        dispatch({ type: 'disconnected', deviceId: event.deviceId, atMs });
        log.info('headset unplugged');
        break;
      case 'headset.input': {
        const { deviceId, reportId, bytes } = event;
        dispatch({ type: 'input', deviceId, reportId, bytes, atMs });
        break;
      }
      case 'page.lost':
        dispatch({ type: 'all-gone' });
        break;
      default:
        return;
    }
    options.onChange();
  });

  return {
    callsChanged: (calls) => dispatch({ type: 'calls', calls, atMs: clock.nowMs() }),
    choose(deviceId) {
      const chosen = state.headsets.find((one) => one.deviceId === deviceId);
      if (!chosen) return false;
      dispatch({ type: 'chosen', deviceId, atMs: clock.nowMs() });
      options.onPreferred(chosen.name);
      options.onChange();
      return true;
    },
    resumed: () => dispatch({ type: 'resumed', atMs: clock.nowMs() }),
    view() {
      const active = activeHeadset();
      if (lastName === null) return null;
      return {
        name: lastName,
        state: active ? 'connected' : 'unplugged',
        devices: state.headsets.map(({ deviceId, name }) => ({
          deviceId,
          name,
          active: deviceId === state.activeId,
        })),
        buttons: active
          ? buttonsOf(active.layout).map((button) => ({
              button,
              presses: active.presses.get(button) ?? 0,
            }))
          : [],
        lights: active ? [...lightsOf(active.layout)] : [],
      };
    },
    close: stopListening,
  };
}

/** The same as the buttons of the desk: one way into the calls. */
export function commandOf(command: HeadsetCommand): DeskCommand {
  switch (command.type) {
    case 'answer':
    case 'reject':
    case 'hang-up':
    case 'swap':
      return { kind: command.type };
    case 'mute':
      return { kind: 'mute', muted: command.muted };
    case 'hold':
      return { kind: 'hold', held: command.held };
    default:
      return assertNever(command);
  }
}
