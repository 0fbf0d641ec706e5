import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { turnServersFor } from './turn.ts';

test('credentials end, name whose they are, and prove that the center made them', () => {
  const turn = {
    urls: ['stun:t.example:3478', 'turn:t.example:3478'],
    secret: 'shared',
    seconds: 600,
  };
  const [stun, relay] = turnServersFor(turn, 'u1', 1_000_000_000);
  expect(stun).toEqual({ urls: ['stun:t.example:3478'] });
  expect(relay).toEqual({
    urls: ['turn:t.example:3478'],
    username: '1000600:u1',
    credential: createHmac('sha1', 'shared').update('1000600:u1').digest('base64'),
  });
  expect(turnServersFor({ ...turn, secret: 'other' }, 'u1', 1_000_000_000)[1]?.credential).not.toBe(
    relay?.credential,
  );
});
