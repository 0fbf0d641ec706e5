import { expect, test } from 'vitest';
import { connectionStatistics } from '../contract/ipc/connection-statistics.ts';
import { readStatistics } from './statistics.ts';

const around = {
  connectionId: 'one',
  atMs: 5_000,
  lateMs: 0,
  microphoneLabel: 'Headset',
  microphoneOpen: true,
};
const pair = (id: string, repliesReceived: number) => ({
  id,
  type: 'candidate-pair',
  localCandidateId: 'L',
  remoteCandidateId: 'R',
  currentRoundTripTime: 0.012,
  responsesReceived: repliesReceived,
  bytesReceived: 9_000,
  bytesSent: 8_000,
});

function reportOf(
  entries: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[],
) {
  return new Map<string, unknown>(entries.map((entry) => [entry.id, entry]));
}

test('a call that is up is read in milliseconds and counts', () => {
  const statistics = readStatistics(
    reportOf([
      pair('other', 1),
      pair('used', 7),
      { id: 'T', type: 'transport', selectedCandidatePairId: 'used' },
      { id: 'L', type: 'local-candidate', candidateType: 'host', protocol: 'udp' },
      { id: 'R', type: 'remote-candidate', candidateType: 'prflx', protocol: 'udp' },
      {
        id: 'I',
        type: 'inbound-rtp',
        kind: 'audio',
        codecId: 'C',
        packetsReceived: 100,
        bytesReceived: 17_200,
        packetsLost: -1,
        jitter: 0.004,
        concealedSamples: 960,
        totalSamplesReceived: 96_000,
      },
      { id: 'C', type: 'codec', mimeType: 'audio/opus', clockRate: 48_000 },
      {
        id: 'O',
        type: 'outbound-rtp',
        kind: 'audio',
        mediaSourceId: 'S',
        packetsSent: 99,
      },
      { id: 'S', type: 'media-source', kind: 'audio', totalAudioEnergy: 0.5 },
      {
        id: 'RI',
        type: 'remote-inbound-rtp',
        kind: 'audio',
        fractionLost: 0.25,
        roundTripTime: 0.08,
        roundTripTimeMeasurements: 2,
      },
    ]),
    around,
  );
  expect(statistics.received).toMatchObject({ packets: 100, lost: -1, jitterMs: 4 });
  expect(statistics.sent).toMatchObject({ packets: 99, open: true, energy: 0.5 });
  expect(statistics.there).toMatchObject({ fractionLost: 0.25, roundTripMs: 80, reports: 2 });
  expect(statistics.path).toMatchObject({
    local: 'host',
    remote: 'prflx',
    protocol: 'udp',
    roundTripMs: 12,
    repliesReceived: 7,
  });
  expect(statistics.codecReceived).toEqual({ name: 'opus', clockRateHz: 48_000, parameters: '' });
  expect(connectionStatistics.parse(statistics)).toEqual(statistics);
});

test('what is not told is null, and what is no number is 0', () => {
  const statistics = readStatistics(
    reportOf([
      { id: 'I', type: 'inbound-rtp', kind: 'audio', packetsReceived: Number.NaN },
      { id: 'V', type: 'outbound-rtp', kind: 'video', packetsSent: 4 },
      { id: 'T', type: 'transport' },
      pair('unused', 3),
    ]),
    around,
  );
  expect(statistics).toMatchObject({ sent: null, there: null, path: null, codecReceived: null });
  expect(statistics.received?.packets).toBe(0);
  expect(connectionStatistics.parse(statistics)).toEqual(statistics);
});

test('a round trip nobody has measured yet is unknown, not instant', () => {
  const entry = { id: 'RI', type: 'remote-inbound-rtp', kind: 'audio', roundTripTime: 0 };
  expect(readStatistics(reportOf([entry]), around).there?.roundTripMs).toBeNull();
});
