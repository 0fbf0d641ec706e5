import { describe, expect, test } from 'vitest';
import { hear, noQuality, pointsKept, type Quality } from './quality.ts';
import type { Reading } from './reading.ts';
import { reportOf } from './report.ts';
import { type Circumstances, raised } from './warning.ts';

const talking: Circumstances = { talking: true, microphoneWanted: null };

/** What one second of a call brings. */
type Change = {
  readonly packets?: number;
  readonly lost?: number;
  readonly concealed?: number;
  readonly heard?: number;
  readonly spoken?: number;
  readonly open?: boolean;
  readonly fractionLost?: number;
  readonly roundTripMs?: number;
  readonly jitterMs?: number;
  readonly lateMs?: number;
  readonly label?: string;
};

/** A call whose seconds are told one after another. */
function call() {
  let reading = start(0);
  let quality: Quality = hear(noQuality, reading, talking);
  const self = {
    get quality() {
      return quality;
    },
    get warned() {
      return raised(quality.warnings);
    },
    pass(seconds: number, change: Change = {}, around = talking) {
      for (let second = 0; second < seconds; second += 1) {
        reading = after(reading, change);
        quality = hear(quality, reading, around);
      }
      return self;
    },
    /** The connection was made anew: everything counts from nothing. */
    rebuild() {
      reading = start(reading.atMs + 1_000);
      quality = hear(quality, reading, talking);
      return self;
    },
  };
  return self;
}

function start(atMs: number): Reading {
  return {
    atMs,
    received: {
      packets: 0,
      lost: 0,
      jitterMs: 0,
      bufferedSampleSeconds: 0,
      bufferedSamples: 0,
      samples: 0,
      concealedSamples: 0,
      silentConcealedSamples: 0,
      energy: 0,
      energySeconds: 0,
    },
    sent: { packets: 0, open: true, energy: 0, energySeconds: 0 },
    there: { fractionLost: 0, jitterMs: 0, roundTripMs: 40 },
    path: { local: 'host', protocol: 'udp', roundTripMs: 40 },
    codecReceived: { name: 'opus' },
    codecSent: { name: 'opus' },
    playoutGapMs: 0,
    lateMs: 0,
    microphoneLabel: 'Headset',
  };
}

function after(before: Reading, change: Change): Reading {
  const { received, sent } = before;
  if (received === null || sent === null) throw new Error('a call has both');
  const { packets = 50, lost = 0, concealed = 0, heard = 0.05, spoken = 0.05 } = change;
  return {
    ...before,
    atMs: before.atMs + 1_000,
    received: {
      ...received,
      packets: received.packets + packets,
      lost: received.lost + lost,
      jitterMs: change.jitterMs ?? 3,
      bufferedSampleSeconds: received.bufferedSampleSeconds + 48_000 * 0.04,
      bufferedSamples: received.bufferedSamples + 48_000,
      samples: received.samples + 48_000,
      concealedSamples: received.concealedSamples + concealed * 48_000,
      energy: received.energy + heard ** 2,
      energySeconds: received.energySeconds + 1,
    },
    sent: {
      packets: sent.packets + 50,
      open: change.open ?? true,
      energy: sent.energy + spoken ** 2,
      energySeconds: sent.energySeconds + 1,
    },
    there: {
      fractionLost: change.fractionLost ?? 0,
      jitterMs: 2,
      roundTripMs: change.roundTripMs ?? 40,
    },
    lateMs: change.lateMs ?? 0,
    microphoneLabel: change.label ?? 'Headset',
  };
}

test('a good call is quiet, and is estimated at 4.4', () => {
  const good = call().pass(60);
  expect(good.warned).toEqual([]);
  expect(good.quality.points.at(-1)).toMatchObject({ loss: 0, delayMs: 100 });
  expect(good.quality.points.at(-1)?.estimate).toBeCloseTo(4.41, 2);
});

describe('each cause is said by its own name', () => {
  test.each<[string, Change, number]>([
    ['nothing-arrives', { packets: 0 }, 6],
    ['microphone-silent', { spoken: 0 }, 12],
    ['loss-here', { lost: 5, packets: 45, concealed: 0.1 }, 8],
    ['loss-there', { fractionLost: 0.1 }, 8],
    ['computer-slow', { lateMs: 900 }, 8],
    ['delay', { roundTripMs: 700 }, 8],
    ['jitter', { jitterMs: 80 }, 8],
    ['customer-silent', { heard: 0 }, 20],
  ])('%s', (cause, change, withinSeconds) => {
    const one = call().pass(10);
    expect(one.warned).toEqual([]);
    expect(one.pass(withinSeconds, change).warned).toEqual([cause]);
    expect(one.pass(20).warned).toEqual([]);
  });

  test('microphone-other, only when one was chosen', () => {
    const wanted = { talking: true, microphoneWanted: 'Evolve2' };
    expect(call().pass(5, { label: 'Webcam' }, wanted).warned).toEqual(['microphone-other']);
    expect(call().pass(5, { label: 'Default - Evolve2' }, wanted).warned).toEqual([]);
    expect(call().pass(5, { label: 'Webcam' }).warned).toEqual([]);
  });
});

describe('nothing flickers', () => {
  test('one bad second in the middle of good ones is not said', () => {
    const one = call().pass(10);
    for (let round = 0; round < 20; round += 1) {
      one.pass(1, { concealed: 0.12 }).pass(9);
      expect(one.warned).toEqual([]);
    }
  });

  test('loss that comes and goes is said once, and taken back once', () => {
    const one = call().pass(10);
    let changes = 0;
    let before = one.warned.length;
    const look = () => {
      if (one.warned.length !== before) changes += 1;
      before = one.warned.length;
    };
    for (let second = 0; second < 60; second += 1) {
      one.pass(1, { concealed: second % 2 === 0 ? 0.12 : 0.03 });
      look();
    }
    for (let second = 0; second < 30; second += 1) {
      one.pass(1);
      look();
    }
    expect(changes).toBe(2);
  });

  test('a breath while the customer talks is no broken microphone', () => {
    const one = call();
    for (let round = 0; round < 10; round += 1) one.pass(8, { spoken: 0 }).pass(1);
    expect(one.warned).toEqual([]);
  });
});

test('on hold, and while muted, silence is as it should be', () => {
  const held: Circumstances = { talking: false, microphoneWanted: null };
  expect(call().pass(30, { packets: 0, spoken: 0, heard: 0 }, held).warned).toEqual([]);
  expect(call().pass(30, { spoken: 0, open: false }).warned).toEqual([]);
});

test('loss there is answered with redundancy, before it is a warning and a minute beyond', () => {
  const one = call().pass(10).pass(4, { fractionLost: 0.04 });
  expect(one.warned).toEqual([]);
  expect(one.quality.redundancy.raised).toBe(true);
  expect(one.pass(30).quality.redundancy.raised).toBe(true);
  expect(one.pass(60).quality.redundancy.raised).toBe(false);
});

test('a rebuilt connection goes on with the same call', () => {
  const one = call().pass(10).rebuild();
  expect(one.quality.points).toHaveLength(10);
  expect(one.pass(3).quality.points).toHaveLength(13);
  expect(one.warned).toEqual([]);
});

test('two minutes are kept, however long the call', () => {
  expect(call().pass(400).quality.points).toHaveLength(pointsKept);
});

describe('the report of a call', () => {
  test('has means, the worst and how long each cause was said', () => {
    const one = call()
      .pass(50)
      .pass(50, { lost: 10, packets: 40, concealed: 0.2, fractionLost: 0.02 });
    const report = reportOf(one.quality.totals);
    expect(report).toMatchObject({
      seconds: 100,
      lossHere: 0.1,
      concealed: 0.1,
      lossThere: 0.01,
      delayMs: 100,
      jitterMs: 3,
      codec: 'opus',
      path: 'host',
    });
    expect(report?.lowestEstimate).toBeLessThan(report?.estimate ?? 0);
    expect(report?.estimate).toBeLessThan(4.4);
    expect(report?.warnings).toEqual([{ cause: 'loss-here', seconds: 47 }]);
  });

  test('is none for a call that nobody answered, and leaves the holding out', () => {
    expect(reportOf(noQuality.totals)).toBeNull();
    const held: Circumstances = { talking: false, microphoneWanted: null };
    const one = call().pass(10).pass(20, { packets: 0 }, held);
    expect(reportOf(one.quality.totals)?.seconds).toBe(10);
  });
});
