import { z } from 'zod';
import { connectionPath, connectionStatistics } from './connection-statistics.ts';
import { headsetCollections, headsetId, reportBytes } from './headset-device.ts';

/**
 * What main and the hidden media page say to each other. Main asks, the page answers each request
 * once and in order; the page also reports events. The page knows no customer and no number:
 * a connection id is all it ever sees of a call.
 */

const connectionId = z.string().min(1).max(64);
const sdp = z.string().max(64_000);
const milliseconds = z.int().min(0).max(60_000);
const deviceId = z.string().max(300).nullable();

/** RFC 8829 §3.1: what a description is. */
const description = z.object({ type: z.enum(['offer', 'answer', 'rollback']), sdp });

/** Which way audio is to go (RFC 3264 §5.1). */
export const audioDirection = z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']);
export type AudioDirection = z.infer<typeof audioDirection>;

const iceServers = z
  .array(
    z.object({
      urls: z.array(z.string().max(300)).max(8),
      username: z.string().max(500).optional(),
      credential: z.string().max(500).optional(),
    }),
  )
  .max(8);
export type IceServers = z.infer<typeof iceServers>;

export const tone = z.enum(['ringing', 'waiting', 'announce', 'ringback', 'busy', 'none']);

/** One request of main. */
export const mediaRequest = z.discriminatedUnion('op', [
  /** From now on this is the page: a spare one holds no device until it is told. */
  z.object({ op: z.literal('page.activate') }),
  /** Opens the microphone and a peer connection that gathers, before anybody has answered. */
  z.object({ op: z.literal('call.prepare'), connectionId, iceServers }),
  /** Makes the connection, or takes over the prepared one. */
  z.object({ op: z.literal('connection.create'), connectionId, iceServers }),
  /** Sends the microphone as soon as it is open, or silence where there is none. */
  z.object({ op: z.literal('connection.addTrack'), connectionId }),
  z.object({
    op: z.literal('connection.createOffer'),
    connectionId,
    direction: audioDirection,
    restartIce: z.boolean(),
  }),
  z.object({ op: z.literal('connection.createAnswer'), connectionId, direction: audioDirection }),
  z.object({ op: z.literal('connection.setLocalDescription'), connectionId, description }),
  /**
   * An offer of ours that went out was refused: describes this side as it is now, for nobody to
   * see, so that the browser plays what the refused offer would have silenced.
   */
  z.object({
    op: z.literal('connection.describeAgain'),
    connectionId,
    direction: audioDirection,
  }),
  z.object({ op: z.literal('connection.setRemoteDescription'), connectionId, description }),
  /** Ends sending and playing at once; an unknown connection is fine. */
  z.object({ op: z.literal('connection.close'), connectionId }),
  /** What the SIP library wants of the track (it stops it during hold). */
  z.object({ op: z.literal('track.enable'), connectionId, enabled: z.boolean() }),
  /** What the agent wants of it. Sent is only what both want. */
  z.object({ op: z.literal('call.mute'), connectionId, muted: z.boolean() }),
  /**
   * The one call that is heard and hears the agent, from now on: all others are silent both ways,
   * whatever their negotiation says. Until it is first asked for, every call is heard.
   */
  z.object({ op: z.literal('call.focus'), connectionId }),
  /** Nothing of this call is played or sent, whatever else allows it, until it is taken back. */
  z.object({ op: z.literal('call.hush'), connectionId, hushed: z.boolean() }),
  /**
   * These two are heard and hear the agent and each other, whatever is in focus; null ends that.
   * It holds for connections that are still to come, too.
   */
  z.object({
    op: z.literal('call.join'),
    connectionIds: z.tuple([connectionId, connectionId]).readonly().nullable(),
  }),
  /** Sends each packet's sound twice (RFC 2198), where both ends have agreed on it, or no longer. */
  z.object({ op: z.literal('call.redundancy'), connectionId, on: z.boolean() }),
  /** RFC 4733 events in the audio stream, with feedback to the agent's ear. */
  z.object({
    op: z.literal('dtmf.insert'),
    connectionId,
    tones: z.string().regex(/^[0-9A-D*#,]{1,64}$/i),
    durationMs: milliseconds,
    gapMs: milliseconds,
  }),
  z.object({ op: z.literal('tone.play'), tone }),
  /** A short tone to hear which device it is. */
  z.object({ op: z.literal('tone.test'), output: z.enum(['speaker', 'ringer']) }),
  /** Opens the microphone for its meter alone, or closes it. Sends nothing to anybody. */
  z.object({ op: z.literal('microphone.test'), on: z.boolean() }),
  /** Level and loudest frequency of what is heard and of what is sent. */
  z.object({ op: z.literal('media.measure'), connectionId }),
  z.object({ op: z.literal('devices.list') }),
  /** Which devices to use from now on, live calls included; null is the system's choice. */
  z.object({
    op: z.literal('devices.choose'),
    microphone: deviceId,
    speaker: deviceId,
    ringer: deviceId,
    /** The browser's echo, noise and gain processing; off for headsets that do it themselves. */
    processing: z.boolean(),
  }),
  /** An output report to a headset: its lights. */
  z.object({
    op: z.literal('headset.send'),
    deviceId: headsetId,
    reportId: z.int().min(0).max(255),
    bytes: reportBytes,
  }),
]);
export type MediaRequest = z.infer<typeof mediaRequest>;
export type MediaOp = MediaRequest['op'];

/** How the page fared with the microphone. All but `ok` mean a silent track is sent. */
export const microphoneState = z.enum(['ok', 'none', 'denied', 'failed']);

const nothing = z.object({});
const sound = z.object({
  /** Root mean square, 0…1. */
  level: z.number().min(0),
  /** Hertz of the strongest component; 0 in silence. */
  frequencyHz: z.number().min(0),
});

/** What each request is answered with. */
export const mediaValues = {
  'page.activate': nothing,
  'call.prepare': z.object({ microphone: microphoneState }),
  'connection.create': nothing,
  'connection.addTrack': nothing,
  'connection.createOffer': description,
  'connection.createAnswer': description,
  'connection.setLocalDescription': nothing,
  'connection.describeAgain': z.object({ settled: z.boolean() }),
  'connection.setRemoteDescription': nothing,
  'connection.close': nothing,
  'track.enable': nothing,
  /** The truth after the change, read back from the track. */
  'call.mute': z.object({ muted: z.boolean() }),
  'call.focus': nothing,
  /** Whether it is sent from now on. */
  'call.redundancy': z.object({ on: z.boolean() }),
  'call.hush': nothing,
  'call.join': nothing,
  'dtmf.insert': z.object({ sent: z.boolean() }),
  'tone.play': nothing,
  'tone.test': nothing,
  'microphone.test': z.object({ microphone: microphoneState }),
  'media.measure': z.object({ heard: sound, sent: sound }),
  'devices.list': z.object({
    devices: z
      .array(
        z.object({
          kind: z.enum(['audioinput', 'audiooutput']),
          deviceId: z.string().max(300),
          label: z.string().max(300),
        }),
      )
      .max(200),
  }),
  'devices.choose': nothing,
  'headset.send': z.object({ sent: z.boolean() }),
} as const satisfies Record<MediaOp, z.ZodType>;
export type MediaValue<Op extends MediaOp> = z.infer<(typeof mediaValues)[Op]>;

/** The readable attributes of a peer connection, true at the moment of sending. */
export const connectionSnapshot = z.object({
  connectionId,
  iceGatheringState: z.enum(['new', 'gathering', 'complete']),
  iceConnectionState: z.enum([
    'new',
    'checking',
    'connected',
    'completed',
    'disconnected',
    'failed',
    'closed',
  ]),
  signalingState: z.enum([
    'stable',
    'have-local-offer',
    'have-remote-offer',
    'have-local-pranswer',
    'have-remote-pranswer',
    'closed',
  ]),
  localDescription: description.nullable(),
});
export type ConnectionSnapshot = z.infer<typeof connectionSnapshot>;

const answered = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value, snapshot: connectionSnapshot.nullable() }),
    z.object({
      ok: z.literal(false),
      /** Name and message of the browser's error, or `UnknownConnection`, `PageLost`. */
      error: z.object({ name: z.string().max(100), message: z.string().max(2_000) }),
      snapshot: connectionSnapshot.nullable(),
    }),
  ]);

export type MediaReply<Op extends MediaOp> =
  | {
      readonly ok: true;
      readonly value: MediaValue<Op>;
      readonly snapshot: ConnectionSnapshot | null;
    }
  | {
      readonly ok: false;
      readonly error: { readonly name: string; readonly message: string };
      readonly snapshot: ConnectionSnapshot | null;
    };

/** Parses what the page sent as the answer to a request; null when it does not fit. */
export function parseMediaReply<Op extends MediaOp>(op: Op, raw: unknown): MediaReply<Op> | null {
  const parsed = answered(mediaValues[op]).safeParse(raw);
  return parsed.success ? (parsed.data as MediaReply<Op>) : null;
}

const candidate = z.object({
  candidate: z.string().max(2_000),
  sdpMid: z.string().max(64).nullable(),
  sdpMLineIndex: z.int().nullable(),
});

/** What the page reports by itself. */
export const mediaEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('page.ready') }),
  z.object({
    event: z.literal('icecandidate'),
    candidate: candidate.nullable(),
    snapshot: connectionSnapshot,
  }),
  z.object({ event: z.literal('icegatheringstatechange'), snapshot: connectionSnapshot }),
  z.object({ event: z.literal('iceconnectionstatechange'), snapshot: connectionSnapshot }),
  /** The microphone of a live call was unplugged or taken away. */
  z.object({
    event: z.literal('microphone'),
    connectionId,
    microphone: microphoneState,
  }),
  z.object({ event: z.literal('devices.changed') }),
  /** Ten times a second while the microphone is open for its meter: root mean square 0…1. */
  z.object({ event: z.literal('microphone.level'), level: z.number().min(0) }),
  /** A device with a telephony collection is open. Ids are new with each page and each plugging. */
  z.object({
    event: z.literal('headset.connected'),
    deviceId: headsetId,
    name: z.string().max(200),
    collections: headsetCollections,
  }),
  z.object({ event: z.literal('headset.disconnected'), deviceId: headsetId }),
  z.object({
    event: z.literal('headset.input'),
    deviceId: headsetId,
    reportId: z.int().min(0).max(255),
    bytes: reportBytes,
  }),
  /** Four times a second while a call is up: root mean square 0…1. */
  z.object({
    event: z.literal('levels'),
    connectionId,
    heard: z.number().min(0),
    sent: z.number().min(0),
  }),
  /** Five times a second while a connection is up: whether anything still arrives. */
  connectionPath.extend({ event: z.literal('path') }),
  /** Once a second while a connection is up. */
  z.object({ event: z.literal('statistics'), statistics: connectionStatistics }),
]);
export type MediaEvent = z.infer<typeof mediaEvent>;

/** The envelope around a request and its reply. */
export const mediaReplyEnvelope = z.object({ id: z.int().positive(), reply: z.unknown() });
