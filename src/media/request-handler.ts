import type { MediaOp, MediaReply, MediaRequest, MediaValue } from '../contract/ipc/media-api.ts';
import { assertNever } from '../domain/assert-never.ts';
import type { AudioOutput } from './audio-output.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import { listDevices } from './devices.ts';
import type { Headsets } from './headsets.ts';
import type { Microphone } from './microphone.ts';
import type { MicrophoneTest } from './microphone-test.ts';
import { settle } from './settled-offer.ts';
import type { Tones } from './tones.ts';

type Tools = {
  readonly headsets: Headsets;
  readonly connections: Connections;
  readonly microphone: Microphone;
  readonly microphoneTest: MicrophoneTest;
  readonly output: AudioOutput;
  readonly tones: Tones;
};

/**
 * Carries out requests. Those of one connection run one after another, in the order they came,
 * as the calls of a script on a peer connection would. Hanging up waits for nobody.
 */
export function createRequestHandler(tools: Tools) {
  const queues = new Map<string, Promise<unknown>>();

  return function handle(request: MediaRequest): Promise<MediaReply<MediaOp>> {
    if (!('connectionId' in request)) return answer(null, () => withoutConnection(request, tools));
    const { connectionId } = request;
    // Which customer hears the agent must not wait for a microphone or a description.
    if (request.op === 'call.focus') {
      return answer(null, async () => {
        tools.connections.focus(connectionId);
        return {};
      });
    }
    if (request.op === 'connection.close') {
      queues.delete(connectionId);
      return answer(null, async () => {
        tools.connections.close(connectionId);
        return {};
      });
    }
    const before = queues.get(connectionId) ?? Promise.resolve();
    if (request.op === 'call.prepare') {
      // What is asked next need not wait for the microphone.
      const made = before.then(() => tools.connections.ensure(connectionId, request.iceServers));
      queues.set(connectionId, made);
      return made.then((connection) =>
        answer(connection, () => withConnection(request, connection, tools)),
      );
    }
    const reply = before.then(() => {
      const connection =
        request.op === 'connection.create'
          ? tools.connections.ensure(connectionId, request.iceServers)
          : tools.connections.find(connectionId);
      if (connection === null) return unknownConnection;
      return answer(connection, () => withConnection(request, connection, tools));
    });
    queues.set(connectionId, reply);
    return reply;
  };
}

type ConnectionRequest = Exclude<
  Extract<MediaRequest, { connectionId: string }>,
  { op: 'connection.close' | 'call.focus' }
>;
type PageRequest = Exclude<MediaRequest, { connectionId: string }>;

const unknownConnection: MediaReply<MediaOp> = {
  ok: false,
  error: { name: 'UnknownConnection', message: '' },
  snapshot: null,
};

async function withConnection(
  request: ConnectionRequest,
  connection: Connection,
  { tones }: Tools,
): Promise<MediaValue<MediaOp>> {
  switch (request.op) {
    case 'call.prepare':
      return { microphone: await connection.openMicrophone() };
    case 'connection.create':
      return {};
    case 'connection.addTrack':
      connection.addTrack();
      return {};
    case 'connection.createOffer': {
      connection.setDirection(request.direction);
      const { type, sdp } = await connection.peer.createOffer({ iceRestart: request.restartIce });
      return described(type, sdp);
    }
    case 'connection.createAnswer': {
      connection.setDirection(request.direction);
      const { type, sdp } = await connection.peer.createAnswer();
      return described(type, sdp);
    }
    case 'connection.setLocalDescription':
      await connection.peer.setLocalDescription(request.description);
      return {};
    case 'connection.describeAgain':
      connection.setDirection(request.direction);
      return { settled: await settleRefused(connection.peer) };
    case 'connection.setRemoteDescription':
      await connection.peer.setRemoteDescription(request.description);
      return {};
    case 'track.enable':
      connection.enable(request.enabled);
      return {};
    case 'call.mute':
      return connection.mute(request.muted);
    case 'call.hush':
      connection.hush(request.hushed);
      return {};
    case 'call.redundancy':
      return { on: await connection.double(request.on) };
    case 'dtmf.insert': {
      const sent = connection.insertDtmf(request.tones, request.durationMs, request.gapMs);
      if (sent) tones.dtmf(request.tones, request.durationMs, request.gapMs);
      return { sent };
    }
    case 'media.measure':
      return connection.measure();
    default:
      return assertNever(request);
  }
}

/**
 * Rolled back, by us or by the far end's next offer, Chromium would play as the refused offer said,
 * and would let nobody but its own output hear it.
 */
async function settleRefused(peer: RTCPeerConnection): Promise<boolean> {
  const remote = peer.currentRemoteDescription;
  return peer.signalingState === 'have-local-offer' && remote !== null
    ? settle(peer, remote.sdp)
    : false;
}

async function withoutConnection(
  request: PageRequest,
  { connections, headsets, microphone, microphoneTest, output, tones }: Tools,
): Promise<MediaValue<MediaOp>> {
  switch (request.op) {
    case 'page.activate':
      headsets.start();
      return {};
    case 'tone.play':
      tones.play(request.tone);
      return {};
    case 'call.join':
      connections.join(request.connectionIds);
      return {};
    case 'tone.test':
      tones.test(request.output);
      return {};
    case 'microphone.test':
      return { microphone: await microphoneTest.set(request.on) };
    case 'devices.list':
      return { devices: await listDevices() };
    case 'devices.choose': {
      // Those that come later open the right one by themselves.
      const open = connections.all();
      microphone.choose({ deviceId: request.microphone, processing: request.processing });
      await output.choose(request.speaker, request.ringer);
      await microphoneTest.reopen();
      await Promise.all(open.map((connection) => connection.changeMicrophone()));
      return {};
    }
    case 'headset.send':
      return { sent: await headsets.send(request.deviceId, request.reportId, request.bytes) };
    default:
      return assertNever(request);
  }
}

function described(
  type: RTCSdpType,
  sdp: string | undefined,
): MediaValue<'connection.createOffer'> {
  if (type === 'pranswer') throw new Error('a provisional answer was never asked for');
  return { type, sdp: sdp ?? '' };
}

/** Runs it, and turns what the browser throws into a value, with the state after it. */
async function answer(
  connection: Connection | null,
  run: () => Promise<MediaValue<MediaOp>>,
): Promise<MediaReply<MediaOp>> {
  try {
    const value = await run();
    return { ok: true, value, snapshot: connection?.snapshot() ?? null };
  } catch (error) {
    const { name, message } =
      error instanceof Error || error instanceof DOMException ? error : new Error('not an error');
    return { ok: false, error: { name, message }, snapshot: connection?.snapshot() ?? null };
  }
}
