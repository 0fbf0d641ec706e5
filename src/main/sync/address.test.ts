import { expect, test } from 'vitest';
import { centerAddress, syncUrl } from './address.ts';

test.each([
  ['center.example', 'https://center.example'],
  [' https://center.example/ ', 'https://center.example'],
  ['https://center.example:8443/floor/', 'https://center.example:8443/floor'],
  ['http://127.0.0.1:4100', 'http://127.0.0.1:4100'],
  ['http://[::1]:4100', 'http://[::1]:4100'],
])('%s is a center address', (typed, base) => {
  expect(centerAddress(typed)).toEqual({ ok: true, base });
});

test.each([
  [''],
  ['http://center.example'],
  ['http://localhost:4100'],
  ['http://127.0.0.1.evil.example'],
  ['ftp://center.example'],
  ['file:///etc/passwd'],
  ['https://name:password@center.example'],
  ['https://'],
  ['not an address'],
])('%s is refused', (typed) => {
  expect(centerAddress(typed)).toMatchObject({ ok: false, problem: { kind: 'address-refused' } });
});

test('the socket is as safe as the address', () => {
  expect(syncUrl('https://center.example/floor')).toBe('wss://center.example/floor/sync');
  expect(syncUrl('http://127.0.0.1:1')).toBe('ws://127.0.0.1:1/sync');
});
