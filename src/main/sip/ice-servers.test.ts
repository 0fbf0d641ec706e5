import { expect, test } from 'vitest';
import { createIceServers, isNearAddress } from './ice-servers.ts';

test.each([
  '127.0.0.1',
  '10.77.0.1',
  '172.16.0.9',
  '172.31.255.1',
  '192.168.1.20',
  '169.254.3.4',
  '::1',
  '::ffff:192.168.1.20',
  'fd12:3456::1',
  'fe80::1',
])('%s is near', (address) => {
  expect(isNearAddress(address)).toBe(true);
});

test.each(['203.0.113.7', '172.32.0.1', '192.0.2.1', '2001:db8::1', '100.64.0.1', ''])(
  '%s is not',
  (address) => {
    expect(isNearAddress(address)).toBe(false);
  },
);

test('a near server needs no others; a far one gets the newest credentials', () => {
  let credential = 'first';
  let address: string | null = null;
  const ice = createIceServers({
    current: () => [{ urls: ['turn:t.example:3478'], username: 'u', credential }],
    remoteAddress: () => address,
    isNear: isNearAddress,
    nowMs: () => 0,
  });
  expect(ice.servers()).toHaveLength(1);
  address = '203.0.113.7';
  credential = 'second';
  expect(ice.servers()[0]?.credential).toBe('second');
  address = '192.168.1.20';
  expect(ice.servers()).toEqual([]);
});

test('the time is counted from the preparation, and there is none before it', () => {
  let nowMs = 100;
  const ice = createIceServers({
    current: () => [],
    remoteAddress: () => null,
    isNear: isNearAddress,
    nowMs: () => nowMs,
  });
  expect(ice.gatheredForMs('a')).toBe(0);
  ice.prepared('a');
  nowMs = 350;
  expect(ice.gatheredForMs('a')).toBe(250);
  ice.forget('a');
  expect(ice.gatheredForMs('a')).toBe(0);
});
