import type { ConnectionStatistics } from '../contract/ipc/connection-statistics.ts';

/** What the page knows beside the browser's report. */
export type Surroundings = Pick<
  ConnectionStatistics,
  'connectionId' | 'atMs' | 'lateMs' | 'microphoneLabel'
> & { readonly microphoneOpen: boolean };

type Entry = Readonly<Record<string, unknown>> & { readonly type: string };

/**
 * Reads a report of `RTCPeerConnection.getStats` (W3C WebRTC Statistics). What a browser does not
 * tell is 0 or null, never a guess.
 */
export function readStatistics(
  report: ReadonlyMap<string, unknown>,
  around: Surroundings,
): ConnectionStatistics {
  const entries = [...report.values()] as Entry[];
  const find = (type: string) =>
    entries.find((entry) => entry.type === type && (entry['kind'] ?? 'audio') === 'audio');
  const linked = (id: unknown) =>
    typeof id === 'string' ? (report.get(id) as Entry | undefined) : undefined;

  const inbound = find('inbound-rtp');
  const outbound = find('outbound-rtp');
  const source = linked(outbound?.['mediaSourceId']) ?? find('media-source');
  const pair = pairOf(entries, linked);
  const { microphoneOpen, ...rest } = around;
  return {
    ...rest,
    received: inbound ? receivedOf(inbound) : null,
    sent: outbound ? sentOf(outbound, source, microphoneOpen) : null,
    there: thereOf(find('remote-inbound-rtp')),
    path: pair ? pathOf(pair, linked) : null,
    codecReceived: codecOf(linked(inbound?.['codecId'])),
    codecSent: codecOf(linked(outbound?.['codecId'])),
    playoutGapMs: number(find('media-playout'), 'synthesizedSamplesDuration') * 1000,
  };
}

/** Checks sent on the pair in use: before its first answer, and for consent since. */
export function checksSentOf(report: ReadonlyMap<string, unknown>): number {
  const entries = [...report.values()] as Entry[];
  const pair = pairOf(entries, (id) => report.get(String(id)) as Entry | undefined);
  return number(pair, 'requestsSent') + number(pair, 'consentRequestsSent');
}

function receivedOf(inbound: Entry): ConnectionStatistics['received'] {
  const of = (name: string) => number(inbound, name);
  return {
    packets: of('packetsReceived'),
    bytes: of('bytesReceived'),
    lost: signed(inbound, 'packetsLost'),
    discarded: of('packetsDiscarded'),
    jitterMs: of('jitter') * 1000,
    bufferedSampleSeconds: of('jitterBufferDelay'),
    bufferedSamples: of('jitterBufferEmittedCount'),
    samples: of('totalSamplesReceived'),
    concealedSamples: of('concealedSamples'),
    silentConcealedSamples: of('silentConcealedSamples'),
    fecPackets: of('fecPacketsReceived'),
    fecDiscarded: of('fecPacketsDiscarded'),
    energy: of('totalAudioEnergy'),
    energySeconds: of('totalSamplesDuration'),
  };
}

function sentOf(
  outbound: Entry,
  source: Entry | undefined,
  open: boolean,
): ConnectionStatistics['sent'] {
  return {
    packets: number(outbound, 'packetsSent'),
    bytes: number(outbound, 'bytesSent'),
    open,
    energy: number(source, 'totalAudioEnergy'),
    energySeconds: number(source, 'totalSamplesDuration'),
  };
}

function thereOf(remote: Entry | undefined): ConnectionStatistics['there'] {
  if (remote === undefined) return null;
  const reports = number(remote, 'roundTripTimeMeasurements');
  return {
    lost: signed(remote, 'packetsLost'),
    fractionLost: Math.min(1, number(remote, 'fractionLost')),
    jitterMs: number(remote, 'jitter') * 1000,
    roundTripMs: reports === 0 ? null : number(remote, 'roundTripTime') * 1000,
    reports,
  };
}

/** The transport says which pair is in use; a connection without audio yet has none. */
function pairOf(
  entries: readonly Entry[],
  linked: (id: unknown) => Entry | undefined,
): Entry | undefined {
  const transport = entries.find(({ type }) => type === 'transport');
  return linked(transport?.['selectedCandidatePairId']);
}

function pathOf(
  pair: Entry,
  linked: (id: unknown) => Entry | undefined,
): ConnectionStatistics['path'] {
  const local = linked(pair['localCandidateId']);
  const remote = linked(pair['remoteCandidateId']);
  const protocol = local?.['protocol'];
  return {
    local: candidateTypeOf(local),
    remote: candidateTypeOf(remote),
    protocol: protocol === 'udp' || protocol === 'tcp' ? protocol : 'unknown',
    roundTripMs:
      pair['currentRoundTripTime'] === undefined
        ? null
        : number(pair, 'currentRoundTripTime') * 1000,
    repliesReceived: number(pair, 'responsesReceived'),
    bytesReceived: number(pair, 'bytesReceived'),
    bytesSent: number(pair, 'bytesSent'),
  };
}

const candidateTypes = ['host', 'srflx', 'prflx', 'relay'] as const;

function candidateTypeOf(
  candidate: Entry | undefined,
): (typeof candidateTypes)[number] | 'unknown' {
  return candidateTypes.find((type) => type === candidate?.['candidateType']) ?? 'unknown';
}

function codecOf(codec: Entry | undefined): ConnectionStatistics['codecReceived'] {
  const mimeType = codec?.['mimeType'];
  if (typeof mimeType !== 'string') return null;
  const parameters = codec?.['sdpFmtpLine'];
  return {
    name: mimeType
      .toLowerCase()
      .replace(/^audio\//, '')
      .slice(0, 40),
    clockRateHz: number(codec, 'clockRate'),
    parameters: typeof parameters === 'string' ? parameters.slice(0, 500) : '',
  };
}

/** A counter: never below 0. */
function number(entry: Entry | undefined, name: string): number {
  return Math.max(0, signed(entry, name));
}

function signed(entry: Entry | undefined, name: string): number {
  const value = entry?.[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
