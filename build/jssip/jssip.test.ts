import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleJsSip } from './bundle-jssip.ts';
import type { JsSip, JsSipEnvironment } from './jssip.d.ts';

let folder: string;
let createJsSip: (environment: JsSipEnvironment) => JsSip;
const globalsBefore = new Set(Object.getOwnPropertyNames(globalThis));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jssip-build-'));
  const file = join(folder, 'index.mjs');
  await writeFile(file, await bundleJsSip());
  ({ createJsSip } = await import(pathToFileURL(file).href));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const nothing = () => undefined;

/** A peer connection that only notes that it was made, and by which configuration. */
function fakeWebRtc(made: unknown[]): JsSipEnvironment {
  class PeerConnection {
    iceGatheringState = 'new';
    iceConnectionState = 'new';
    signalingState = 'stable';
    localDescription = { sdp: 'v=0' };
    constructor(configuration: unknown) {
      made.push(configuration);
    }
    addEventListener = nothing;
    removeEventListener = nothing;
    addTrack = nothing;
    close = nothing;
    getSenders() {
      return [];
    }
    async createOffer() {
      return { type: 'offer', sdp: 'v=0' };
    }
    async setLocalDescription() {
      return undefined;
    }
  }
  class Stream {
    getTracks() {
      return [];
    }
  }
  return {
    window: { RTCPeerConnection: PeerConnection },
    navigator: {},
    RTCPeerConnection: PeerConnection,
    RTCSessionDescription: class {},
    MediaStream: Stream,
  };
}

/** Makes a user agent on a socket that never connects, and has it call someone. */
function callSomeone(jssip: JsSip, environment: JsSipEnvironment, mark: string) {
  const socket = {
    via_transport: 'WS',
    url: 'ws://127.0.0.1:9',
    sip_uri: 'sip:127.0.0.1:9;transport=ws',
    connect: nothing,
    disconnect: nothing,
    send: () => true,
    isConnected: () => false,
    isConnecting: () => false,
    onconnect: nothing,
    ondisconnect: nothing,
    ondata: nothing,
  };
  const agent = new jssip.UA({ sockets: socket, uri: 'sip:agent@practice.invalid' });
  agent.call('sip:+15035550142@practice.invalid', {
    mediaStream: new environment.MediaStream() as MediaStream,
    pcConfig: { iceServers: [{ urls: mark }] },
  });
}

test('two factories use each its own peer connection', () => {
  const madeByFirst: unknown[] = [];
  const madeBySecond: unknown[] = [];
  const firstEnvironment = fakeWebRtc(madeByFirst);
  const secondEnvironment = fakeWebRtc(madeBySecond);
  const first = createJsSip(firstEnvironment);
  const second = createJsSip(secondEnvironment);

  expect(first.UA).not.toBe(second.UA);
  callSomeone(first, firstEnvironment, 'stun:first.invalid');
  expect([madeByFirst.length, madeBySecond.length]).toEqual([1, 0]);
  callSomeone(second, secondEnvironment, 'stun:second.invalid');
  expect([madeByFirst.length, madeBySecond.length]).toEqual([1, 1]);
  expect(madeBySecond[0]).toMatchObject({ iceServers: [{ urls: 'stun:second.invalid' }] });
});

test('loading and making it adds no global and reads none of a browser', () => {
  const touched: string[] = [];
  for (const name of ['document', 'localStorage', 'window'] as const) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get() {
        touched.push(name);
        return undefined;
      },
    });
  }
  try {
    const jssip = createJsSip(fakeWebRtc([]));
    expect(jssip.version).toBe('3.13.8');
  } finally {
    for (const name of ['document', 'localStorage', 'window']) {
      Reflect.deleteProperty(globalThis, name);
    }
  }
  expect(touched).toEqual([]);
  const added = Object.getOwnPropertyNames(globalThis).filter((name) => !globalsBefore.has(name));
  expect(added.filter((name) => /RTC|JsSIP|window|debug/i.test(name))).toEqual([]);
});

test('the DEBUG variable of the process does not switch on printing of SIP messages', () => {
  const before = process.env.DEBUG;
  process.env.DEBUG = 'JsSIP*';
  try {
    expect(createJsSip(fakeWebRtc([])).debug.enabled('JsSIP:Transport')).toBe(false);
  } finally {
    if (before === undefined) delete process.env.DEBUG;
    else process.env.DEBUG = before;
  }
});
