import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  collectionsOf,
  type HeadsetModel,
  headsetModels,
  inputByte,
  lightsShown,
} from '../../../tests/support/headset-models.ts';
import { type HeadsetCommand, type HeadsetState, noHeadsets } from './headset.ts';
import { type HeadsetCall, type HeadsetCalls, isOffHook } from './headset-calls.ts';
import { truthOf } from './lights.ts';
import { transition } from './transition.ts';
import type { HeadsetButton } from './usage.ts';

/**
 * A headset, the controller and the calls in any order of presses, echoes, unpluggings and calls.
 * Commands reach the calls late or never, echoes of the hook come late or never.
 */
type Walk =
  | { readonly kind: 'press'; readonly button: HeadsetButton }
  | { readonly kind: 'echo' }
  | { readonly kind: 'obey' }
  | { readonly kind: 'ring' }
  | { readonly kind: 'ends' }
  | { readonly kind: 'mute-at-desk' }
  | { readonly kind: 'replug' }
  | { readonly kind: 'sleep' }
  | { readonly kind: 'lost-report' }
  | { readonly kind: 'wait'; readonly milliseconds: number };

const steps: fc.Arbitrary<Walk> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      button: fc.constantFrom<HeadsetButton>('hook', 'mute', 'flash', 'drop', 'programmable'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom<Walk>(
      { kind: 'echo' },
      { kind: 'obey' },
      { kind: 'ring' },
      { kind: 'ends' },
      { kind: 'mute-at-desk' },
      { kind: 'replug' },
      { kind: 'sleep' },
      { kind: 'lost-report' },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      milliseconds: fc.integer({ min: 1, max: 3_000 }),
    }),
  },
);

function walk(model: HeadsetModel, path: readonly Walk[]) {
  let state: HeadsetState = noHeadsets;
  let calls: HeadsetCalls = { current: null, other: null };
  let atMs = 0;
  let made = 0;
  let device = { id: 'd0', told: new Map<number, number>(), down: new Set<HeadsetButton>() };
  let asked: HeadsetCommand[] = [];

  function happen(event: Parameters<typeof transition>[1]): readonly HeadsetCommand[] {
    const step = transition(state, event);
    state = step.state;
    const commands: HeadsetCommand[] = [];
    for (const effect of step.effects) {
      if (effect.type !== 'send') commands.push(effect);
      else if (effect.deviceId === device.id) {
        for (const byte of effect.bytes) device.told.set(effect.reportId, byte);
      }
    }
    asked.push(...commands);
    return commands;
  }
  const plug = () => {
    made += 1;
    device = { id: `d${made}`, told: new Map(), down: new Set() };
    const collections = collectionsOf(model);
    happen({ type: 'connected', deviceId: device.id, name: model.name, collections, atMs });
  };
  const input = () => {
    const bytes = [inputByte(model, [...device.down])];
    const { reportId } = model.input;
    return happen({ type: 'input', deviceId: device.id, reportId, bytes, atMs });
  };
  const tell = (next: HeadsetCalls) => {
    calls = next.current === null ? { current: next.other, other: null } : next;
    happen({ type: 'calls', calls, atMs });
  };
  const change = (callId: string, to: (call: HeadsetCall) => HeadsetCall | null) => {
    const changed = (call: HeadsetCall | null) => (call?.callId === callId ? to(call) : call);
    tell({ current: changed(calls.current), other: changed(calls.other) });
  };
  const echo = () => {
    const told = lightsShown(model, device.told).includes('off-hook');
    if (told === device.down.has('hook')) return [];
    if (told) device.down.add('hook');
    else device.down.delete('hook');
    return input();
  };
  function obey(command: HeadsetCommand): void {
    switch (command.type) {
      case 'answer':
        if (command.holdCallId) {
          change(command.holdCallId, (call) => ({ ...call, held: true, holdWanted: true }));
        }
        change(command.callId, (call) => ({ ...call, phase: 'established' }));
        return;
      case 'reject':
      case 'hang-up':
        change(command.callId, () => null);
        return;
      case 'mute':
        change(command.callId, (call) => ({ ...call, muted: command.muted }));
        return;
      case 'hold':
        change(command.callId, (call) => ({
          ...call,
          held: command.held,
          holdWanted: command.held,
        }));
        return;
      case 'swap':
        tell({ current: calls.other, other: calls.current });
        return;
    }
  }

  plug();
  for (const step of path) {
    atMs += 50;
    switch (step.kind) {
      case 'press': {
        const isHook = step.button === 'hook';
        const wasOff = device.down.has('hook');
        if (isHook && wasOff) device.down.delete('hook');
        else device.down.add(step.button);
        const commands = input();
        expect(commands.length, 'one press, one command at most').toBeLessThanOrEqual(1);
        if (!isHook) device.down.delete(step.button);
        atMs += 50;
        expect(isHook ? [] : input(), 'letting go is nothing').toEqual([]);
        break;
      }
      case 'echo':
        // Within the time a device takes, and when the light was the last thing to change.
        if (lightsShown(model, device.told).includes('off-hook') === isOffHook(calls)) {
          expect(echo(), 'an echo is no press').toEqual([]);
        }
        break;
      case 'obey': {
        const all = asked;
        asked = [];
        for (const command of all) obey(command);
        break;
      }
      case 'ring': {
        made += 1;
        const call: HeadsetCall = {
          callId: `c${made}`,
          phase: 'alerting',
          muted: false,
          held: false,
          holdWanted: false,
        };
        if (calls.current === null) tell({ current: call, other: null });
        else if (calls.other === null && calls.current.phase !== 'alerting') {
          tell({ ...calls, other: call });
        }
        break;
      }
      case 'ends':
        tell({ current: null, other: calls.other });
        break;
      case 'mute-at-desk':
        if (calls.current) {
          change(calls.current.callId, (call) => ({ ...call, muted: !call.muted }));
        }
        break;
      case 'replug':
        happen({ type: 'disconnected', deviceId: device.id, atMs });
        plug();
        break;
      case 'sleep':
        device.told.clear();
        happen({ type: 'resumed', atMs });
        break;
      case 'lost-report': {
        const reportId = model.outputs[0]?.reportId ?? 0;
        happen({ type: 'not-sent', deviceId: device.id, reportId });
        device.told.delete(reportId);
        // The next truth repairs it.
        tell(calls);
        break;
      }
      case 'wait':
        atMs += step.milliseconds;
        break;
    }
    expect([...lightsShown(model, device.told)].sort(), JSON.stringify(step)).toEqual(
      [...truthOf(state)].sort(),
    );
    expect(state.calls).toEqual(calls);
  }
}

test.each(headsetModels)(
  '$name: whatever happens, its lights are the truth and no echo is a press',
  (model) => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 60 }), (path) => walk(model, path)),
      { numRuns: 300 },
    );
  },
);
