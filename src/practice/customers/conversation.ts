import { assertNever } from '../../domain/assert-never.ts';
import type { SpeechDetector } from '../../domain/audio/speech-detector.ts';
import type { Line } from '../scenario/scenario.ts';

/**
 * What a customer does on the phone, frame by frame.
 *
 *                       ┌──────────── say: agent quiet ────────────▶ sounding ─ played ─┐
 *     line ─────────────┼──────────── tone ────────────────────────▶ sounding ─ played ─┤
 *      ▲                ├──────────── listen: agent spoke, then quiet, or too long ─────┤
 *      │                ├──────────── wait: time is up ─────────────────────────────────┤
 *      │                └──────────── hang-up ──▶ (end)                                 │
 *      └────────────────────────────── next line ◀─────────────────────────────────────┘
 *
 * After the last line the customer stays on the phone and says nothing more.
 */
export interface Conversation {
  readonly lines: readonly Line[];
  readonly index: number;
  /** Time in this line, hold not counted. */
  readonly elapsedMs: number;
  /** In a listening line: the agent has spoken since it began. */
  readonly agentSpoke: boolean;
  /** In a saying line: the sound has begun. */
  readonly sounding: boolean;
}

/** One frame of a call: how long it is, what is heard, and whether our own sound still plays. */
export interface Frame {
  readonly durationMs: number;
  readonly agent: SpeechDetector;
  readonly playing: boolean;
}

export type ConversationEffect =
  | { readonly kind: 'play'; readonly file: string }
  | { readonly kind: 'play-tone'; readonly frequencyHz: number; readonly durationMs: number }
  | { readonly kind: 'hang-up' };

export interface ConversationStep {
  readonly state: Conversation;
  readonly effects: readonly ConversationEffect[];
}

/** Nobody interrupts for longer than this, or a noisy line would silence the customer. */
const politeMs = 5000;
const turnMs = 300;

export function beginConversation(lines: readonly Line[]): Conversation {
  return { lines, index: 0, elapsedMs: 0, agentSpoke: false, sounding: false };
}

function next(state: Conversation): Conversation {
  return { ...beginConversation(state.lines), index: state.index + 1 };
}

/** The conversation after one more frame. Not to be called during hold. */
export function converse(state: Conversation, frame: Frame): ConversationStep {
  const line = state.lines[state.index];
  if (line === undefined) return { state, effects: [] };
  const elapsedMs = state.elapsedMs + frame.durationMs;
  const stay = { ...state, elapsedMs };
  if (state.sounding) return { state: frame.playing ? stay : next(state), effects: [] };
  switch (line.kind) {
    case 'say': {
      const myTurn = !frame.agent.speaking && (frame.agent.quietMs >= turnMs || !frame.agent.heard);
      if (!myTurn && elapsedMs < politeMs) return { state: stay, effects: [] };
      return { state: { ...stay, sounding: true }, effects: [{ kind: 'play', file: line.file }] };
    }
    case 'tone':
      return {
        state: { ...stay, sounding: true },
        effects: [
          { kind: 'play-tone', frequencyHz: line.frequencyHz, durationMs: line.durationMs },
        ],
      };
    case 'listen': {
      const agentSpoke = state.agentSpoke || frame.agent.speaking;
      const isOver = agentSpoke && !frame.agent.speaking && frame.agent.quietMs >= line.quietMs;
      return isOver || elapsedMs >= line.atMostMs
        ? { state: next(state), effects: [] }
        : { state: { ...stay, agentSpoke }, effects: [] };
    }
    case 'wait':
      return { state: elapsedMs >= line.durationMs ? next(state) : stay, effects: [] };
    case 'hang-up':
      return { state: next(state), effects: [{ kind: 'hang-up' }] };
    default:
      return assertNever(line);
  }
}
