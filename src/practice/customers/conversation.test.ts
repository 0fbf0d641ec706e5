import { expect, test } from 'vitest';
import { detectSpeech, initialSpeechDetector } from '../../domain/audio/speech-detector.ts';
import type { Line } from '../scenario/scenario.ts';
import { beginConversation, type ConversationEffect, converse } from './conversation.ts';

const durationMs = 20;

/**
 * Runs a conversation. `agent` tells for each time whether the agent talks; what is played lasts
 * `soundMs`. Returns each effect with the time it came at.
 */
function run(
  lines: readonly Line[],
  agent: (atMs: number) => boolean,
  untilMs: number,
  soundMs = 400,
): (ConversationEffect & { atMs: number })[] {
  let state = beginConversation(lines);
  let detector = initialSpeechDetector;
  let playsUntilMs = 0;
  const seen: (ConversationEffect & { atMs: number })[] = [];
  for (let atMs = 0; atMs < untilMs; atMs += durationMs) {
    detector = detectSpeech(detector, agent(atMs) ? 0.2 : 0, durationMs);
    const step = converse(state, { durationMs, agent: detector, playing: atMs < playsUntilMs });
    state = step.state;
    for (const effect of step.effects) {
      playsUntilMs = atMs + soundMs;
      seen.push({ ...effect, atMs });
    }
  }
  return seen;
}

const say = (file: string): Line => ({ kind: 'say', file });
const listen: Line = { kind: 'listen', quietMs: 700, atMostMs: 3000 };

test('speaks at once to a quiet agent, and waits for a talking one to end', () => {
  expect(run([say('a.wav')], () => false, 1000)).toMatchObject([{ kind: 'play', atMs: 0 }]);
  const [first] = run(
    [{ kind: 'wait', durationMs: 100 }, say('a.wav')],
    (atMs) => atMs < 1000,
    3000,
  );
  expect(first).toMatchObject({ kind: 'play', file: 'a.wav', atMs: 1280 });
});

test('does not wait for ever for one who never stops', () => {
  const seen = run([{ kind: 'wait', durationMs: 100 }, say('a.wav')], () => true, 9000);
  expect(seen).toMatchObject([{ kind: 'play', atMs: 5080 }]);
});

test('listens until the agent has spoken and is quiet again', () => {
  const seen = run(
    [say('a.wav'), listen, say('b.wav')],
    (atMs) => atMs > 1000 && atMs < 2000,
    6000,
  );
  expect(seen).toMatchObject([
    { file: 'a.wav', atMs: 0 },
    { file: 'b.wav', atMs: 2700 },
  ]);
});

test('goes on when nothing is said, and hangs up once', () => {
  const seen = run([say('a.wav'), listen, { kind: 'hang-up' }], () => false, 9000);
  expect(seen.map(({ kind, atMs }) => [kind, atMs])).toEqual([
    ['play', 0],
    ['hang-up', 3420],
  ]);
});

test('a tone is one sound, and after the last line nothing happens', () => {
  const tone: Line = { kind: 'tone', frequencyHz: 600, durationMs: 200 };
  expect(run([tone, tone], () => false, 5000).map(({ atMs }) => atMs)).toEqual([0, 420]);
  expect(run([], () => true, 5000)).toEqual([]);
});
