import { describe, expect, onTestFinished, test } from 'vitest';
import type { MediaRequest } from '../../contract/ipc/media-api.ts';
import type { SoundLevels } from '../../contract/ipc/preferences.ts';
import { createAudioDevices } from './audio-devices.ts';
import { createRequestChannel } from './request-channel.ts';

const choice = { microphone: null, speaker: null, ringer: null, processing: true };
/** Until everything that is under way has been told; nothing here waits for a clock. */
async function turns(): Promise<void> {
  for (let round = 0; round < 20; round += 1) await new Promise((next) => setImmediate(next));
}
const device = (kind: 'audioinput' | 'audiooutput', deviceId: string, label: string) => ({
  kind,
  deviceId,
  label,
});
const atHome = [
  device('audioinput', 'default', 'Default - Evolve2'),
  device('audioinput', 'm1', 'Evolve2'),
  device('audiooutput', 's1', 'Evolve2'),
  device('audiooutput', 's2', 'Speakers'),
];

/** A media page that has these devices and does what it is asked. */
function pageWith(first: typeof atHome, microphone: 'ok' | 'denied' = 'ok') {
  const page = { devices: first, sent: [] as MediaRequest[], levels: [] as SoundLevels[] };
  const channel = createRequestChannel({
    send: (id, request) => {
      if (request.op !== 'devices.list') page.sent.push(request);
      const values: Partial<Record<MediaRequest['op'], object>> = {
        'devices.list': { devices: page.devices },
        'microphone.test': { microphone },
      };
      const value = values[request.op] ?? {};
      channel.receiveReply({ id, reply: { ok: true, value, snapshot: null } });
    },
    refused: (name) => {
      throw new Error(name);
    },
  });
  const changes = { count: 0 };
  const devices = createAudioDevices({
    link: channel.link,
    choice,
    onChange: () => {
      changes.count += 1;
    },
    onLevels: (levels) => page.levels.push(levels),
  });
  onTestFinished(() => devices.close());
  return { page, channel, devices, changes };
}

const chosen = (change: object) => ({ op: 'devices.choose', ...choice, ...change });

describe('a chosen device', () => {
  test('is told to every page that comes up, by the id it has there', async () => {
    const { page, channel, devices } = pageWith(atHome);
    channel.receiveEvent({ event: 'page.ready' });
    await turns();
    expect(await devices.choose({ ...choice, ringer: 'Speakers' })).toBe(true);
    channel.pageGone();
    page.devices = atHome.map((one) => ({ ...one, deviceId: `${one.deviceId}x` }));
    channel.receiveEvent({ event: 'page.ready' });
    await turns();
    expect(page.sent).toEqual([
      chosen({}),
      chosen({ ringer: 's2' }),
      // At once, for whoever speaks next; then by the ids there.
      chosen({ ringer: 's2' }),
      chosen({ ringer: 's2x' }),
    ]);
  });

  test('that is unplugged is the system’s choice until it comes back', async () => {
    const { page, channel, devices } = pageWith(atHome);
    channel.receiveEvent({ event: 'page.ready' });
    await turns();
    await devices.choose({ ...choice, microphone: 'Evolve2', speaker: 'Evolve2' });
    page.devices = [device('audiooutput', 's2', 'Speakers')];
    channel.receiveEvent({ event: 'devices.changed' });
    await turns();
    expect(devices.view()).toMatchObject({
      microphones: [],
      outputs: ['Speakers'],
      chosen: { microphone: 'Evolve2' },
    });
    page.devices = atHome;
    channel.receiveEvent({ event: 'devices.changed' });
    await turns();
    expect(page.sent.slice(1)).toEqual([
      chosen({ microphone: 'm1', speaker: 's1' }),
      chosen({}),
      chosen({ microphone: 'm1', speaker: 's1' }),
    ]);
  });

  test('is not told again when something else was plugged in', async () => {
    const { page, channel } = pageWith(atHome);
    channel.receiveEvent({ event: 'page.ready' });
    await turns();
    page.devices = [...atHome, device('audiooutput', 's3', 'Screen')];
    channel.receiveEvent({ event: 'devices.changed' });
    await turns();
    expect(page.sent).toEqual([chosen({})]);
  });
});

test('the list has each label once, and not the system’s own entry', async () => {
  const twice = [...atHome, device('audioinput', 'm2', 'Evolve2')];
  const { channel, devices } = pageWith(twice);
  channel.receiveEvent({ event: 'page.ready' });
  await turns();
  expect(devices.view().microphones).toEqual(['Evolve2']);
});

describe('the meter', () => {
  test('tells levels while it is asked for, with what is heard in a call', async () => {
    const { page, channel, devices } = pageWith(atHome);
    const hear = async (event: object) => {
      channel.receiveEvent(event);
      await turns();
    };
    await hear({ event: 'page.ready' });
    await hear({ event: 'microphone.level', level: 0.5 });
    expect(await devices.testMicrophone(true)).toBe(true);
    await hear({ event: 'levels', connectionId: 'c', heard: 0.25, sent: 0.1 });
    await hear({ event: 'microphone.level', level: 0.5 });
    await devices.testMicrophone(false);
    await hear({ event: 'microphone.level', level: 0.5 });
    expect(page.levels).toEqual([{ sent: 0.5, heard: 0.25 }]);
  });

  test('is off again when the microphone is refused', async () => {
    const { channel, devices } = pageWith(atHome, 'denied');
    channel.receiveEvent({ event: 'page.ready' });
    await turns();
    expect(await devices.testMicrophone(true)).toBe(false);
    expect(devices.view().testing).toBe(false);
  });

  test('is off again when the page is gone', async () => {
    const { channel, devices } = pageWith(atHome);
    channel.receiveEvent({ event: 'page.ready' });
    await turns();
    await devices.testMicrophone(true);
    channel.pageGone();
    await turns();
    expect(devices.view().testing).toBe(false);
  });
});
