import { expect, test } from 'vitest';
import { formatTelephoneEvent, parseTelephoneEvent } from './telephone-event.ts';

test('the layout of RFC 4733', () => {
  expect([...formatTelephoneEvent({ digit: '#', ended: true, durationTicks: 800 })]).toEqual([
    11, 0x8a, 3, 0x20,
  ]);
  expect(parseTelephoneEvent(Uint8Array.of(5, 0x0a, 0, 160))).toEqual({
    digit: '5',
    ended: false,
    durationTicks: 160,
  });
});

test('what is short or no digit is nothing', () => {
  expect(parseTelephoneEvent(Uint8Array.of(5, 0, 0))).toBeNull();
  expect(parseTelephoneEvent(Uint8Array.of(16, 0, 0, 1))).toBeNull();
});
