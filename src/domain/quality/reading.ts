/**
 * What is counted of a connection at one moment. Counters run from the connection's beginning; a
 * rebuilt connection begins again. Structurally what the media page sends.
 */
export type Reading = {
  /** Monotonic. */
  readonly atMs: number;
  readonly received: Received | null;
  readonly sent: Sent | null;
  /** What the far end reports of our audio by RTCP (RFC 3550 §6.4). */
  readonly there: {
    readonly fractionLost: number;
    readonly jitterMs: number;
    readonly roundTripMs: number | null;
  } | null;
  readonly path: {
    readonly local: string;
    readonly protocol: string;
    readonly roundTripMs: number | null;
  } | null;
  readonly codecReceived: { readonly name: string } | null;
  readonly codecSent: { readonly name: string } | null;
  readonly playoutGapMs: number;
  readonly lateMs: number;
  readonly microphoneLabel: string;
};

type Energy = { readonly energy: number; readonly energySeconds: number };

type Received = Energy & {
  readonly packets: number;
  readonly lost: number;
  readonly jitterMs: number;
  readonly bufferedSampleSeconds: number;
  readonly bufferedSamples: number;
  readonly samples: number;
  readonly concealedSamples: number;
  readonly silentConcealedSamples: number;
};

type Sent = Energy & { readonly packets: number; readonly open: boolean };

/** What happened between two readings, as rates. Fractions are 0…1, levels root mean square. */
export type Second = {
  readonly atMs: number;
  readonly packetsHeard: number;
  /** Of the packets that should have come. */
  readonly lossHere: number;
  /** Of what was played: made up for what did not come, after all redundancy. */
  readonly concealed: number;
  readonly jitterMs: number;
  /** How long sound waited in the jitter buffer. */
  readonly bufferMs: number;
  /** Null until the far end has reported. */
  readonly lossThere: number | null;
  readonly roundTripMs: number | null;
  /** Mouth to ear one way, estimated from the round trip; null while that is unknown. */
  readonly delayMs: number | null;
  readonly heardLevel: number | null;
  readonly sentLevel: number | null;
  readonly microphoneOpen: boolean;
  readonly microphoneLabel: string;
  readonly playoutGapMs: number;
  readonly lateMs: number;
  readonly codecHere: string;
  readonly codecThere: string;
};

/** Packetizing 20 ms of sound, encoding and the two computers' own buffers (G.114 Annex A). */
const handlingMs = 40;

/** Null for readings that do not belong together: the first one, and one of a rebuilt connection. */
export function between(before: Reading, now: Reading): Second | null {
  if (now.atMs <= before.atMs) return null;
  if (packets(now.received) < packets(before.received)) return null;
  if (packets(now.sent) < packets(before.sent)) return null;
  const here = receivedBetween(before.received, now.received);
  const roundTripMs = now.there?.roundTripMs ?? now.path?.roundTripMs ?? null;
  return {
    atMs: now.atMs,
    ...here,
    jitterMs: now.received?.jitterMs ?? 0,
    lossThere: now.there?.fractionLost ?? null,
    roundTripMs,
    delayMs: roundTripMs === null ? null : roundTripMs / 2 + here.bufferMs + handlingMs,
    heardLevel: levelBetween(before.received, now.received),
    sentLevel: levelBetween(before.sent, now.sent),
    microphoneOpen: now.sent?.open ?? false,
    microphoneLabel: now.microphoneLabel,
    playoutGapMs: Math.max(0, now.playoutGapMs - before.playoutGapMs),
    lateMs: now.lateMs,
    codecHere: now.codecReceived?.name ?? '',
    codecThere: now.codecSent?.name ?? '',
  };
}

function packets(side: { readonly packets: number } | null): number {
  return side?.packets ?? 0;
}

function receivedBetween(
  before: Received | null,
  now: Received | null,
): Pick<Second, 'packetsHeard' | 'lossHere' | 'concealed' | 'bufferMs'> {
  if (now === null) return { packetsHeard: 0, lossHere: 0, concealed: 0, bufferMs: 0 };
  const since = (name: Exclude<keyof Received, 'jitterMs'>) => now[name] - (before?.[name] ?? 0);
  const heard = since('packets');
  // Late packets come off the loss again: then nothing was lost.
  const lost = Math.max(0, since('lost'));
  const made = Math.max(0, since('concealedSamples') - since('silentConcealedSamples'));
  return {
    packetsHeard: heard,
    lossHere: fraction(lost, lost + heard),
    concealed: fraction(made, since('samples')),
    bufferMs:
      1000 * Math.max(0, quotient(since('bufferedSampleSeconds'), since('bufferedSamples'))),
  };
}

function levelBetween(before: Energy | null, now: Energy | null): number | null {
  if (now === null) return null;
  const seconds = now.energySeconds - (before?.energySeconds ?? 0);
  if (seconds <= 0) return null;
  return Math.sqrt(Math.max(0, now.energy - (before?.energy ?? 0)) / seconds);
}

function quotient(value: number, by: number): number {
  return by > 0 ? value / by : 0;
}

function fraction(part: number, whole: number): number {
  return Math.min(1, Math.max(0, quotient(part, whole)));
}
