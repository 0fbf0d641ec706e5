import { describe, expect, test } from 'vitest';
import {
  collectionsOf,
  type HeadsetModel,
  headsetModels,
  inputByte,
  lightsShown,
} from '../../../tests/support/headset-models.ts';
import {
  type HeadsetCommand,
  type HeadsetEvent,
  type HeadsetState,
  noHeadsets,
} from './headset.ts';
import { type HeadsetCall, type HeadsetCalls, noHeadsetCalls } from './headset-calls.ts';
import { transition } from './transition.ts';
import type { HeadsetButton } from './usage.ts';

const call = (change: Partial<HeadsetCall> = {}): HeadsetCall => ({
  callId: 'one',
  phase: 'established',
  muted: false,
  held: false,
  holdWanted: false,
  ...change,
});
const ringing: HeadsetCalls = { current: call({ phase: 'alerting' }), other: null };
const talk: HeadsetCalls = { current: call(), other: null };
const secondRings: HeadsetCalls = {
  current: call(),
  other: call({ callId: 'two', phase: 'alerting' }),
};
const talkAndHeld: HeadsetCalls = {
  current: call(),
  other: call({ callId: 'two', held: true, holdWanted: true }),
};

/** A headset on a desk, as seen from the controller: what it is told, what is asked of the calls. */
function onDesk(model: HeadsetModel, deviceId = 'a') {
  let state: HeadsetState = noHeadsets;
  let atMs = 0;
  const told = new Map<number, number>();
  let sends = 0;
  const down = new Set<HeadsetButton>();

  function happen(event: HeadsetEvent): readonly HeadsetCommand[] {
    const step = transition(state, event);
    state = step.state;
    return step.effects.flatMap((effect) => {
      if (effect.type !== 'send') return effect;
      if (effect.deviceId !== deviceId) return [];
      sends += 1;
      for (const byte of effect.bytes) told.set(effect.reportId, byte);
      return [];
    });
  }
  const input = () => {
    const { reportId } = model.input;
    const bytes = [inputByte(model, [...down])];
    return happen({ type: 'input', deviceId, reportId, bytes, atMs });
  };
  const desk = {
    happen,
    wait(milliseconds = 2_000) {
      atMs += milliseconds;
      return desk;
    },
    now: () => atMs,
    state: () => state,
    lights: () => lightsShown(model, told),
    told: () => Object.fromEntries(told),
    sends: () => sends,
    connect: (name = model.name, id = deviceId) =>
      happen({ type: 'connected', deviceId: id, name, collections: collectionsOf(model), atMs }),
    calls: (calls: HeadsetCalls) => happen({ type: 'calls', calls, atMs }),
    /** Sets an absolute button, or lets the hook fall. */
    hook(isOff: boolean) {
      if (isOff) down.add('hook');
      else down.delete('hook');
      return input();
    },
    /** Down and up again; a one-shot is reported once. */
    press(button: HeadsetButton) {
      atMs += 200;
      down.add(button);
      const commands = input();
      down.delete(button);
      atMs += 100;
      return [...commands, ...input()];
    },
  };
  desk.connect();
  desk.wait();
  return desk;
}

describe.each(headsetModels)('$name', (model) => {
  test('shows that it rings, answers by hook, and its own answer to our light is no press', () => {
    const desk = onDesk(model);
    expect(desk.calls(ringing)).toEqual([]);
    expect(desk.lights()).toEqual(['ring']);
    expect(desk.hook(true)).toEqual([{ type: 'answer', callId: 'one', holdCallId: null }]);
    desk.calls({ current: call({ phase: 'connecting' }), other: null });
    expect(desk.lights()).toEqual(['off-hook']);
    expect(desk.hook(true)).toEqual([]);
    expect(desk.wait().calls(talk)).toEqual([]);
    expect(desk.hook(false)).toEqual([{ type: 'hang-up', callId: 'one' }]);
    desk.calls(noHeadsetCalls);
    expect(desk.lights()).toEqual([]);
    expect(desk.hook(false)).toEqual([]);
  });

  test('a call answered at the desk: the hook follows our light, then hangs up', () => {
    const desk = onDesk(model);
    desk.calls(talk);
    expect(desk.hook(true), 'the echo').toEqual([]);
    expect(desk.wait().hook(false)).toEqual([{ type: 'hang-up', callId: 'one' }]);
  });

  test('an echo that comes when the next call rings already answers nobody', () => {
    const desk = onDesk(model);
    desk.calls(talk);
    desk.wait(20).calls(noHeadsetCalls);
    desk.wait(20).calls(ringing);
    expect(desk.wait(20).hook(true), 'echo of off-hook').toEqual([]);
    expect(desk.wait(20).hook(false), 'echo of on-hook').toEqual([]);
    expect(desk.wait().hook(true)).toEqual([{ type: 'answer', callId: 'one', holdCallId: null }]);
  });

  test('a device that never answers our light is heard at the first press', () => {
    const desk = onDesk(model);
    desk.calls(talk);
    desk.wait().calls(noHeadsetCalls);
    desk.wait().calls(ringing);
    expect(desk.wait().hook(true)).toEqual([{ type: 'answer', callId: 'one', holdCallId: null }]);
  });

  test('mutes both ways, and the light is the truth from whichever side it changed', () => {
    const desk = onDesk(model);
    expect(desk.press('mute'), 'no call').toEqual([]);
    desk.calls(ringing);
    expect(desk.press('mute'), 'not answered').toEqual([]);
    desk.calls(talk);
    expect(desk.press('mute')).toEqual([{ type: 'mute', callId: 'one', muted: true }]);
    expect(desk.lights(), 'not true yet').toEqual(['off-hook']);
    desk.calls({ current: call({ muted: true }), other: null });
    expect(desk.lights()).toEqual(['off-hook', 'mute']);
    desk.calls(talk);
    expect(desk.lights(), 'unmuted at the desk').toEqual(['off-hook']);
    expect(desk.press('mute')).toEqual([{ type: 'mute', callId: 'one', muted: true }]);
  });

  test('two quick presses of mute are on and off again', () => {
    const desk = onDesk(model);
    desk.calls(talk);
    expect([...desk.press('mute'), ...desk.press('mute')]).toEqual([
      { type: 'mute', callId: 'one', muted: true },
      { type: 'mute', callId: 'one', muted: false },
    ]);
  });

  test('rejects what rings, and nothing else', () => {
    const button = model.input.bits.some((bit) => bit.button === 'drop') ? 'drop' : 'programmable';
    const desk = onDesk(model);
    expect(desk.press(button)).toEqual([]);
    desk.calls(ringing);
    expect(desk.press(button)).toEqual([{ type: 'reject', callId: 'one' }]);
    expect(desk.press('programmable')).toEqual([{ type: 'reject', callId: 'one' }]);
    desk.calls(talk);
    expect(desk.press(button)).toEqual([]);
    desk.calls(secondRings);
    expect(desk.press(button)).toEqual([{ type: 'reject', callId: 'two' }]);
  });

  test('flash holds and takes back; with two calls it swaps', () => {
    const desk = onDesk(model);
    desk.calls(talk);
    expect(desk.press('flash')).toEqual([{ type: 'hold', callId: 'one', held: true }]);
    desk.calls({ current: call({ held: true, holdWanted: true }), other: null });
    expect(desk.lights()).toEqual(['off-hook', 'hold']);
    expect(desk.press('flash')).toEqual([{ type: 'hold', callId: 'one', held: false }]);
    desk.calls(talkAndHeld);
    expect(desk.press('flash')).toEqual([{ type: 'swap', holdCallId: 'one', resumeCallId: 'two' }]);
    desk.calls(secondRings);
    expect(desk.press('flash')).toEqual([{ type: 'answer', callId: 'two', holdCallId: 'one' }]);
  });

  test('the hook answers a second call, holds the first, and is told to stay off', () => {
    const desk = onDesk(model);
    desk.calls(talk);
    desk.hook(true);
    desk.wait().calls(secondRings);
    expect(desk.lights()).toEqual(['off-hook', 'ring']);
    const before = desk.sends();
    expect(desk.hook(false)).toEqual([{ type: 'answer', callId: 'two', holdCallId: 'one' }]);
    expect(desk.sends(), 'told again').toBeGreaterThan(before);
    expect(desk.lights()).toContain('off-hook');
    expect(desk.hook(true), 'the echo').toEqual([]);
  });

  test('hanging up one of two calls leaves the hook off for the other', () => {
    const desk = onDesk(model);
    desk.calls(talkAndHeld);
    desk.hook(true);
    expect(desk.wait().hook(false)).toEqual([{ type: 'hang-up', callId: 'one' }]);
    expect(desk.lights()).toContain('off-hook');
    expect(desk.hook(true), 'the echo').toEqual([]);
    const held = call({ callId: 'two', held: true, holdWanted: true });
    desk.calls({ current: held, other: null });
    expect(desk.wait().hook(false)).toEqual([{ type: 'hang-up', callId: 'two' }]);
  });

  test('a hook lifted for nothing is told that it is not so', () => {
    const desk = onDesk(model);
    const before = desk.sends();
    expect(desk.hook(true)).toEqual([]);
    expect(desk.sends()).toBeGreaterThan(before);
    expect(desk.lights()).toEqual([]);
  });

  test('is told everything again after it was away, and after sleep', () => {
    const desk = onDesk(model);
    desk.calls({ current: call({ muted: true }), other: null });
    const before = desk.told();
    desk.happen({ type: 'all-gone' });
    const atUnplug = desk.sends();
    desk.calls({ current: call({ muted: true }), other: null });
    expect(desk.sends(), 'nobody to tell').toBe(atUnplug);
    desk.connect();
    expect(desk.sends() - atUnplug).toBe(Object.keys(before).length);
    expect(desk.told()).toEqual(before);
    desk.happen({ type: 'resumed', atMs: desk.now() });
    expect(desk.sends() - atUnplug).toBe(2 * Object.keys(before).length);
    expect(desk.lights()).toEqual(['off-hook', 'mute']);
  });

  test('nothing is told twice without need', () => {
    const desk = onDesk(model);
    desk.calls(talk);
    const before = desk.sends();
    desk.calls({ current: call(), other: null });
    expect(desk.sends()).toBe(before);
  });
});

test('the same press twice within 40 ms is one', () => {
  const [model] = headsetModels;
  if (!model) throw new Error('no model');
  const desk = onDesk(model);
  desk.calls(talk);
  const bytes = [inputByte(model, ['mute'])];
  const report = { type: 'input', deviceId: 'a', reportId: model.input.reportId, bytes } as const;
  const at = desk.now();
  expect(desk.happen({ ...report, atMs: at })).toHaveLength(1);
  expect(desk.happen({ ...report, atMs: at + 39 })).toHaveLength(0);
  expect(desk.happen({ ...report, atMs: at + 80 })).toHaveLength(1);
});

describe('several headsets', () => {
  const [first, second] = headsetModels as [HeadsetModel, HeadsetModel];
  const press = (deviceId: string, atMs: number): HeadsetEvent => ({
    type: 'input',
    deviceId,
    reportId: first.input.reportId,
    bytes: [inputByte(first, ['mute'])],
    atMs,
  });

  test('the buttons and lights of one count, and of the chosen one from then on', () => {
    const desk = onDesk(first);
    desk.connect(second.name, 'b');
    desk.calls(talk);
    expect(desk.state().activeId).toBe('a');
    expect(desk.lights()).toEqual(['off-hook']);
    expect(desk.happen(press('b', 5_000))).toEqual([]);
    desk.happen({ type: 'chosen', deviceId: 'b', atMs: 6_000 });
    expect(desk.state()).toMatchObject({ activeId: 'b', preferredName: second.name });
    expect(desk.lights(), 'the other goes dark').toEqual([]);
    expect(desk.happen(press('b', 7_000))).toHaveLength(1);
    expect(desk.happen(press('a', 8_000))).toEqual([]);
  });

  test('without the chosen one the other takes over, until it is back', () => {
    const desk = onDesk(first);
    desk.connect(second.name, 'b');
    desk.happen({ type: 'chosen', deviceId: 'b', atMs: 0 });
    desk.calls(talk);
    desk.happen({ type: 'disconnected', deviceId: 'b', atMs: 1 });
    expect(desk.state().activeId).toBe('a');
    expect(desk.lights()).toEqual(['off-hook']);
    desk.connect(second.name, 'c');
    expect(desk.state().activeId).toBe('c');
    expect(desk.lights()).toEqual([]);
    desk.happen({ type: 'disconnected', deviceId: 'c', atMs: 2 });
    desk.happen({ type: 'disconnected', deviceId: 'a', atMs: 3 });
    expect(desk.state().activeId).toBeNull();
  });
});

test('a report that did not arrive is sent with the next truth', () => {
  const desk = onDesk(headsetModels[0] as HeadsetModel);
  desk.calls(talk);
  const before = desk.sends();
  desk.happen({ type: 'not-sent', deviceId: 'a', reportId: 2 });
  expect(desk.sends()).toBe(before);
  desk.calls(talk);
  expect(desk.sends()).toBe(before + 1);
});
