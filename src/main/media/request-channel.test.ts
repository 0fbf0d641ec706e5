import { expect, test, vi } from 'vitest';
import type { MediaRequest } from '../../contract/ipc/media-api.ts';
import { createRequestChannel } from './request-channel.ts';

const snapshot = {
  connectionId: 'one',
  iceGatheringState: 'gathering',
  iceConnectionState: 'new',
  signalingState: 'have-local-offer',
  localDescription: null,
} as const;

function channelWithSent() {
  const sent: { id: number; request: MediaRequest }[] = [];
  const refused: string[] = [];
  const channel = createRequestChannel({
    send: (id, request) => sent.push({ id, request }),
    refused: (name) => refused.push(name),
  });
  return { ...channel, sent, refused };
}

const turns = () => new Promise((resolve) => setTimeout(resolve, 5));

test('requests wait for the page and go out in order', async () => {
  const { link, receiveEvent, sent } = channelWithSent();
  void link.request({ op: 'tone.play', tone: 'ringing' });
  void link.request({ op: 'tone.play', tone: 'none' });
  expect(sent).toEqual([]);
  receiveEvent({ event: 'page.ready' });
  await turns();
  expect(sent.map(({ request }) => request)).toEqual([
    { op: 'tone.play', tone: 'ringing' },
    { op: 'tone.play', tone: 'none' },
  ]);
  expect(link.alive).toBe(true);
});

test('whoever waits for a reply listens before the event right behind it is told', async () => {
  const { link, receiveEvent, receiveReply, sent } = channelWithSent();
  receiveEvent({ event: 'page.ready' });
  await turns();
  const heard: string[] = [];
  const request = link.request({
    op: 'connection.create',
    connectionId: 'one',
    iceServers: [],
  });
  const waiting = request.then(async () => {
    await Promise.resolve();
    await Promise.resolve();
    link.onEvent(({ event }) => heard.push(event));
  });
  receiveReply({ id: sent[0]?.id, reply: { ok: true, value: {}, snapshot } });
  receiveEvent({ event: 'icegatheringstatechange', snapshot });
  await waiting;
  await turns();
  expect(heard).toEqual(['icegatheringstatechange']);
});

test('a page that dies answers every open request and is told once', async () => {
  const { link, receiveEvent, pageGone, sent } = channelWithSent();
  receiveEvent({ event: 'page.ready' });
  await turns();
  const lost = vi.fn();
  link.onEvent(({ event }) => {
    if (event === 'page.lost') lost();
  });
  const reply = link.request({ op: 'devices.list' });
  pageGone();
  expect(await reply).toMatchObject({ ok: false, error: { name: 'PageLost' } });
  expect(lost).toHaveBeenCalledTimes(1);
  void link.request({ op: 'tone.play', tone: 'none' });
  expect(sent).toHaveLength(1);
  expect(link.alive).toBe(false);
});

test('what does not parse is refused, and answers its request as an error', async () => {
  const { link, receiveEvent, receiveReply, refused, sent } = channelWithSent();
  receiveEvent({ event: 'page.ready' });
  receiveEvent({ event: 'who knows' });
  receiveReply({ id: 99, reply: {} });
  await turns();
  const reply = link.request({ op: 'call.mute', connectionId: 'one', muted: true });
  receiveReply({ id: sent[0]?.id, reply: { ok: true, value: { muted: 'yes' }, snapshot: null } });
  expect(await reply).toMatchObject({ ok: false, error: { name: 'InvalidReply' } });
  expect(refused).toEqual(['event', 'reply', 'reply']);
});
