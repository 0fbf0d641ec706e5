import { expect, test } from 'vitest';
import type { MediaRequest } from '../../contract/ipc/media-api.ts';
import { createAudioDevices } from './audio-devices.ts';
import { createRequestChannel } from './request-channel.ts';

const first = { microphone: null, speaker: null, ringer: null, processing: true };
const turns = () => new Promise((resolve) => setTimeout(resolve, 5));

test('every page that comes up is told the newest choice', async () => {
  const sent: MediaRequest[] = [];
  const channel = createRequestChannel({
    send: (id, request) => {
      sent.push(request);
      channel.receiveReply({ id, reply: { ok: true, value: {}, snapshot: null } });
    },
    refused: (name) => {
      throw new Error(name);
    },
  });
  const devices = createAudioDevices(channel.link, first);
  channel.receiveEvent({ event: 'page.ready' });
  await turns();
  expect(await devices.choose({ ...first, ringer: 'loudspeaker' })).toBe(true);
  channel.pageGone();
  channel.receiveEvent({ event: 'page.ready' });
  await turns();
  expect(sent).toEqual([
    { op: 'devices.choose', ...first },
    { op: 'devices.choose', ...first, ringer: 'loudspeaker' },
    { op: 'devices.choose', ...first, ringer: 'loudspeaker' },
  ]);
});
