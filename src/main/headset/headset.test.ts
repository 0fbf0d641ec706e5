import { expect, test } from 'vitest';
import { collectionsOf, headsetModel, inputByte } from '../../../tests/support/headset-models.ts';
import type { DeskCommand } from '../../contract/ipc/desk-api.ts';
import { type MediaEvent, mediaEvent, mediaRequest } from '../../contract/ipc/media-api.ts';
import type { HeadsetCall, HeadsetCalls } from '../../domain/headset/headset-calls.ts';
import type { MediaLink, MediaLinkEvent } from '../media/media-link.ts';
import { createHeadset } from './headset.ts';

const model = headsetModel('Poly 047f:02ec');
const turns = () => new Promise((resolve) => setTimeout(resolve, 5));
const call = (change: Partial<HeadsetCall> = {}): HeadsetCalls => ({
  current: {
    callId: 'one',
    phase: 'established',
    muted: false,
    held: false,
    holdWanted: false,
    ...change,
  },
  other: null,
});

/** The adapter between a media page of ours and calls that obey at once. */
function bench() {
  const sent: unknown[] = [];
  const commands: DeskCommand[] = [];
  const preferred: string[] = [];
  let listen: (event: MediaLinkEvent) => void = () => undefined;
  let takes = true;
  let obey: (command: DeskCommand) => void = () => undefined;
  const link = {
    alive: true,
    onEvent(listener: (event: MediaLinkEvent) => void) {
      listen = listener;
      return () => {
        listen = () => undefined;
      };
    },
    request(request: unknown) {
      const { reportId, bytes } = mediaRequest.parse(request) as {
        reportId: number;
        bytes: number[];
      };
      sent.push([reportId, ...bytes]);
      return Promise.resolve({ ok: true, value: { sent: takes }, snapshot: null });
    },
  } as unknown as MediaLink;
  const headset = createHeadset({
    link,
    clock: { nowMs: () => performance.now() },
    log: { info: () => undefined, warn: () => undefined },
    preferredName: null,
    carryOut(command) {
      commands.push(command);
      obey(command);
    },
    onPreferred: (name) => preferred.push(name),
    onChange: () => undefined,
  });
  const hear = (event: MediaEvent) => listen(mediaEvent.parse(JSON.parse(JSON.stringify(event))));
  return {
    headset,
    sent,
    commands,
    preferred,
    hear,
    lose: () => listen({ event: 'page.lost' }),
    refuse: () => {
      takes = false;
    },
    onCommand: (run: (command: DeskCommand) => void) => {
      obey = run;
    },
    connect: (deviceId = 'h1') =>
      hear({
        event: 'headset.connected',
        deviceId,
        name: model.name,
        collections: JSON.parse(JSON.stringify(collectionsOf(model))),
      }),
    press: (...buttons: Parameters<typeof inputByte>[1]) =>
      hear({
        event: 'headset.input',
        deviceId: 'h1',
        reportId: 1,
        bytes: [inputByte(model, buttons)],
      }),
  };
}

test('nothing to show until one is there; then its name, its buttons and what was pressed', () => {
  const { headset, connect, press, lose } = bench();
  expect(headset.view()).toBeNull();
  connect();
  press('mute');
  expect(headset.view()).toEqual({
    name: model.name,
    state: 'connected',
    devices: [{ deviceId: 'h1', name: model.name, active: true }],
    buttons: [
      { button: 'hook', presses: 0 },
      { button: 'mute', presses: 1 },
      { button: 'flash', presses: 0 },
      { button: 'redial', presses: 0 },
      { button: 'programmable', presses: 0 },
    ],
    lights: ['ring', 'mute', 'off-hook', 'hold'],
  });
  lose();
  expect(headset.view()).toMatchObject({ name: model.name, state: 'unplugged', devices: [] });
});

test('the one that was pulled out is named, also when nobody had looked before', () => {
  const { headset, connect, hear } = bench();
  connect();
  hear({ event: 'headset.disconnected', deviceId: 'h1' });
  expect(headset.view()).toMatchObject({ name: model.name, state: 'unplugged' });
});

test('a press becomes the command of the desk’s own button', () => {
  const { headset, connect, press, commands } = bench();
  connect();
  headset.callsChanged(call({ phase: 'alerting' }));
  press('hook');
  headset.callsChanged(call());
  press('hook', 'mute');
  headset.callsChanged(call({ muted: true }));
  press('hook', 'flash');
  press();
  expect(commands).toEqual([
    { kind: 'answer' },
    { kind: 'mute', muted: true },
    { kind: 'hold', held: true },
    { kind: 'hang-up' },
  ]);
});

test('calls that change while a press is carried out: the last report is the last truth', () => {
  const { headset, connect, press, onCommand, sent } = bench();
  connect();
  onCommand(() => {
    headset.callsChanged(call());
    headset.callsChanged(call({ muted: true }));
  });
  headset.callsChanged(call({ phase: 'alerting' }));
  press('hook');
  const last = new Map(sent.map((report) => report as [number, number]));
  expect(Object.fromEntries(last)).toEqual({ 1: 0, 3: 1, 4: 1, 5: 0 });
});

test('a report the device did not take is sent again with the next truth', async () => {
  const { headset, connect, refuse, sent } = bench();
  refuse();
  connect();
  await turns();
  const before = sent.length;
  headset.callsChanged({ current: null, other: null });
  expect(sent.length - before).toBe(4);
});

test('one of several is chosen by its name, and only if it is there', () => {
  const { headset, connect, preferred } = bench();
  connect('h1');
  connect('h2');
  expect(headset.choose('h3')).toBe(false);
  expect(headset.choose('h2')).toBe(true);
  expect(preferred).toEqual([model.name]);
  expect(headset.view()?.devices.map(({ active }) => active)).toEqual([false, true]);
});
