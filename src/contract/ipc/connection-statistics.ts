import { z } from 'zod';
import type { Reading } from '../../domain/quality/reading.ts';

/**
 * What one peer connection counts (W3C WebRTC Statistics), as the page reads it once a second.
 * Counters run from the connection's beginning and start anew with a rebuilt connection: who wants
 * a rate compares two readings. No address of any network is in it.
 */

const count = z.number().min(0);
const milliseconds = z.number().min(0);
const candidateType = z.enum(['host', 'srflx', 'prflx', 'relay', 'unknown']);

/** Sum of squared samples over time (`totalAudioEnergy`): energy / seconds is the mean square. */
const energy = { energy: count, energySeconds: count };

/** What arrives here. */
const received = z.object({
  packets: count,
  bytes: count,
  /** RFC 3550 §6.4.1: may fall again when duplicates come. */
  lost: z.number(),
  /** Came too late to be played, or twice. */
  discarded: count,
  /** RFC 3550 §6.4.1 interarrival jitter. */
  jitterMs: milliseconds,
  /** Sum over all samples played of the time each spent waiting, and how many those were. */
  bufferedSampleSeconds: count,
  bufferedSamples: count,
  samples: count,
  /** Made up for packets that were not there. `silent` of them without guessing at speech. */
  concealedSamples: count,
  silentConcealedSamples: count,
  /** Packets that carry another one's sound (FEC or RED), and those that came to no use. */
  fecPackets: count,
  fecDiscarded: count,
  ...energy,
});

const sent = z.object({
  packets: count,
  bytes: count,
  /** Whether the microphone's track is allowed to send (not muted, not held, not in the back). */
  open: z.boolean(),
  ...energy,
});

/** What the far end says of our audio in its RTCP reports (RFC 3550 §6.4.2). */
const there = z.object({
  lost: z.number(),
  /** Of the last report, 0…1. */
  fractionLost: z.number().min(0).max(1),
  jitterMs: milliseconds,
  /** Null until a report made it known. */
  roundTripMs: milliseconds.nullable(),
  /** How many reports told a round trip. */
  reports: count,
});

/** The candidate pair in use (RFC 8445). */
const path = z.object({
  local: candidateType,
  remote: candidateType,
  protocol: z.enum(['udp', 'tcp', 'unknown']),
  roundTripMs: milliseconds.nullable(),
  /** STUN answers, those to consent checks included (RFC 7675). */
  repliesReceived: count,
  bytesReceived: count,
  bytesSent: count,
});

const codec = z.object({
  /** Lower case, without `audio/`: `opus`, `pcmu`, `red`. */
  name: z.string().max(40),
  clockRateHz: count,
  parameters: z.string().max(500),
});

export const connectionStatistics = z.object({
  connectionId: z.string().min(1).max(64),
  /** The page's monotonic clock; compare only readings of one page. */
  atMs: milliseconds,
  received: received.nullable(),
  sent: sent.nullable(),
  there: there.nullable(),
  path: path.nullable(),
  codecReceived: codec.nullable(),
  codecSent: codec.nullable(),
  /** Sound the speaker needed and the computer did not have ready in time. */
  playoutGapMs: milliseconds,
  /** How late the page's own clock ran since the last reading: a computer with too much to do. */
  lateMs: milliseconds,
  /** The device the microphone's track belongs to; empty for the silent stand-in. */
  microphoneLabel: z.string().max(300),
}) satisfies z.ZodType<Reading>;
export type ConnectionStatistics = z.infer<typeof connectionStatistics>;

/** What tells a quiet far end from a broken way: read five times a second. */
export const connectionPath = z.object({
  connectionId: z.string().min(1).max(64),
  atMs: milliseconds,
  /** Of audio packets. A remote hold stops these, not the replies. */
  bytesReceived: count,
  /** STUN checks sent, those for consent included (RFC 7675), and the answers to them. */
  checksSent: count,
  repliesReceived: count,
});
export type ConnectionPath = z.infer<typeof connectionPath>;
