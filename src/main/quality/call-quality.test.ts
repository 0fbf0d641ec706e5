import { expect, test } from 'vitest';
import type { ConnectionStatistics } from '../../contract/ipc/connection-statistics.ts';
import type { MediaRequest } from '../../contract/ipc/media-api.ts';
import type { QualitySeries } from '../../contract/ipc/quality-view.ts';
import { noCalls } from '../../domain/call/call.ts';
import { transition } from '../../domain/call/transition.ts';
import type { MediaLinkEvent } from '../media/media-link.ts';
import { createCallQuality } from './call-quality.ts';

const instant = (atMs: number) => ({ atMs, at: '2026-11-22T09:00:00.000Z' });
const party = { number: null, displayName: null, customerId: null, queue: null, reason: null };

/** A call somebody talks in. */
function established() {
  const dialed = transition(
    { ...noCalls, lineUp: true },
    {
      type: 'call.dial',
      callId: 'one',
      target: 'x',
      party,
      ...instant(0),
    },
  );
  const talks = transition(dialed.state, { type: 'sip.established', callId: 'one', ...instant(1) });
  return talks.state.calls['one'] ?? null;
}

function desk() {
  const call = established();
  const listeners = new Set<(event: MediaLinkEvent) => void>();
  const sent: MediaRequest[] = [];
  const series: QualitySeries[] = [];
  const seen = { changes: 0 };
  const quality = createCallQuality({
    link: {
      alive: true,
      onEvent(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      async request(request) {
        sent.push(request);
        return { ok: false, error: { name: 'PageLost', message: '' }, snapshot: null };
      },
    },
    call: (callId) => (callId === 'one' ? call : null),
    frontCallId: () => 'one',
    microphoneWanted: () => null,
    log: { info: () => undefined, warn: () => undefined },
    onSeries: (one) => series.push(one),
    onChange: () => {
      seen.changes += 1;
    },
  });
  let second = 0;
  const hear = (seconds: number, fractionLost: number, connectionId = 'one') => {
    for (let n = 0; n < seconds; n += 1) {
      second += 1;
      const statistics = reading(second, fractionLost, connectionId);
      for (const listener of [...listeners]) listener({ event: 'statistics', statistics });
    }
  };
  return { quality, hear, sent, series, seen };
}

function reading(second: number, fractionLost: number, connectionId: string): ConnectionStatistics {
  return {
    connectionId,
    atMs: second * 1_000,
    received: {
      packets: second * 50,
      bytes: second * 8_000,
      lost: 0,
      discarded: 0,
      jitterMs: 2,
      bufferedSampleSeconds: 0,
      bufferedSamples: 0,
      samples: second * 48_000,
      concealedSamples: 0,
      silentConcealedSamples: 0,
      fecPackets: 0,
      fecDiscarded: 0,
      energy: second,
      energySeconds: second,
    },
    sent: {
      packets: second * 50,
      bytes: second,
      open: true,
      energy: second,
      energySeconds: second,
    },
    there: { lost: 0, fractionLost, jitterMs: 1, roundTripMs: 40, reports: 1 },
    path: null,
    codecReceived: null,
    codecSent: null,
    playoutGapMs: 0,
    lateMs: 0,
    microphoneLabel: 'Headset',
  };
}

test('while sound is lost there redundancy is asked for again: a hold may have ended it', () => {
  const { hear, sent } = desk();
  hear(5, 0);
  expect(sent).toEqual([]);
  hear(12, 0.2);
  const asked = { op: 'call.redundancy', connectionId: 'one', on: true };
  expect(sent.length).toBeGreaterThanOrEqual(2);
  expect(sent.every((one) => JSON.stringify(one) === JSON.stringify(asked))).toBe(true);
});

test('a calm call changes the desk once, when its estimate is known', () => {
  const { quality, hear, seen, series } = desk();
  hear(30, 0);
  expect(quality.view('one')).toEqual({ estimate: 4.4, warnings: [] });
  expect(seen.changes).toBe(1);
  expect(series.at(-1)?.points).toHaveLength(29);
});

test('loss is said, doubled against, and in the report, which is taken once', () => {
  const { quality, hear, sent } = desk();
  hear(10, 0);
  hear(10, 0.2);
  expect(quality.view('one')?.warnings).toEqual(['loss-there']);
  expect(sent[0]).toEqual({ op: 'call.redundancy', connectionId: 'one', on: true });
  expect(quality.takeReport('one')).toMatchObject({
    seconds: 19,
    warnings: [{ cause: 'loss-there' }],
  });
  expect(quality.takeReport('one')).toBeNull();
  expect(quality.view('one')).toBeNull();
});

test('a connection nobody knows is not remembered, and after closing nothing is', () => {
  const { quality, hear } = desk();
  hear(5, 0, 'stranger');
  expect(quality.view('stranger')).toBeNull();
  quality.close();
  hear(5, 0);
  expect(quality.view('one')).toBeNull();
});
