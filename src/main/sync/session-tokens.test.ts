import { expect, test } from 'vitest';
import type { Tokens } from '../../contract/http/sign-in.ts';
import type { Center } from './center.ts';
import { createSessionTokens } from './session-tokens.ts';

const atMs = Date.parse('2026-11-22T09:00:00Z');
const tokens = (name: string, validMs: number): Tokens => ({
  accessToken: name,
  accessExpiresAt: new Date(atMs + validMs).toISOString(),
  refreshToken: `refresh-${name}`,
});

/** A center that answers a renewal by what is given, and remembers what it was asked with. */
function session(first: Tokens, ...answers: Awaited<ReturnType<Center['refresh']>>[]) {
  const asked: string[] = [];
  const center = {
    refresh(refreshToken: string) {
      asked.push(refreshToken);
      return Promise.resolve(answers.shift() ?? 'unreachable');
    },
  } as unknown as Center;
  return {
    accessToken: createSessionTokens(
      first,
      () => center,
      () => atMs,
    ),
    asked,
  };
}

test('a token that is good for a while is handed out as it is', async () => {
  const { accessToken, asked } = session(tokens('first', 60_001));
  expect(await accessToken()).toBe('first');
  expect(asked).toEqual([]);
});

test('one that is about to end is renewed before it is handed out, once for all who ask', async () => {
  const { accessToken, asked } = session(tokens('first', 60_000), tokens('second', 900_000));
  expect(await Promise.all([accessToken(), accessToken(), accessToken()])).toEqual([
    'second',
    'second',
    'second',
  ]);
  expect(await accessToken()).toBe('second');
  expect(asked).toEqual(['refresh-first']);
});

test('one the center did not take is not handed out again', async () => {
  const { accessToken, asked } = session(tokens('first', 900_000), tokens('second', 900_000));
  expect(await accessToken('first')).toBe('second');
  // Somebody else may come late with the same complaint.
  expect(await accessToken('first')).toBe('second');
  expect(asked).toEqual(['refresh-first']);
});

test.each(['refused', 'unreachable'] as const)(
  '%s is told, and tried again later',
  async (answer) => {
    const { accessToken, asked } = session(tokens('first', 0), answer, tokens('second', 900_000));
    expect(await accessToken()).toBe(answer);
    expect(await accessToken()).toBe('second');
    expect(asked).toEqual(['refresh-first', 'refresh-first']);
  },
);
