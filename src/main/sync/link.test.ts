import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { protocolVersion } from '../../contract/sync/version.ts';
import type { Log } from '../log/log.ts';
import { createLink, type LinkState } from './link.ts';

let server: WebSocketServer;
let link: ReturnType<typeof createLink>;
let center: WebSocket;
let states: LinkState['state'][];
let warned: string[];
let receipts: string[];
let closedWith: number | null;

beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  [states, warned, receipts, closedWith] = [[], [], [], null];
  const log = { info: () => undefined, warn: (...words: unknown[]) => warned.push(String(words)) };
  const connected = new Promise<WebSocket>((resolve) => server.once('connection', resolve));
  link = createLink({
    base: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deskId: 'desk-1',
    deskName: 'Kitchen table',
    accessToken: () => Promise.resolve('token'),
    resume: () => null,
    random: () => 0,
    log: log as unknown as Log,
    onState: ({ state }) => states.push(state),
    onHello: () => undefined,
    onWelcome: () => undefined,
    onReceipt: ({ key }) => receipts.push(key),
    onChanges: () => undefined,
  });
  link.start();
  center = await connected;
  center.once('close', (code: number) => {
    closedWith = code;
  });
  say({
    type: 'welcome',
    centerId: 'c',
    epoch: 'e',
    sequence: 0,
    at: '2026-11-22T09:00:00.000Z',
    tookOverFrom: null,
  });
  await vi.waitFor(() => expect(states.at(-1)).toBe('reachable'));
});
afterEach(async () => {
  link.stop();
  await new Promise((resolve) => server.close(resolve));
});

function say(message: unknown): void {
  center.send(JSON.stringify(message));
}

const receipt = {
  type: 'receipt',
  key: 'k',
  outcome: 'stored',
  reason: '',
  reference: 'S-1/1',
  at: '2026-11-22T09:00:00.000Z',
};

test('a message of an unknown type is ignored with a line in the log, and what follows is heard', async () => {
  say({ type: 'x-poem', lines: ['to +15035550142'] });
  say(receipt);
  await vi.waitFor(() => expect(receipts).toEqual(['k']));
  expect(warned).toHaveLength(1);
  expect(warned[0]).not.toContain('5550142');
  expect(closedWith).toBe(null);
});

test.each([
  ['a known one that is not as it should be', { ...receipt, outcome: 'perhaps' }],
  ['one without a type', { key: 'k' }],
  ['no object', 7],
])('%s ends the socket, and the desk comes again', async (_what, message) => {
  const again = new Promise((resolve) => server.once('connection', resolve));
  say(message);
  await vi.waitFor(() => expect(closedWith).toBe(1002));
  await again;
});

test('a refusal as malformed ends it for good', async () => {
  say({
    type: 'refused',
    reason: 'malformed',
    protocol: protocolVersion,
    detail: 'a frame',
    movedTo: '',
  });
  await vi.waitFor(() => expect(states.at(-1)).toBe('refused'));
});
