import { expect, test } from 'vitest';
import type { Work } from '../work/work.ts';
import { type AgentState, agentStateOf } from './agent-state.ts';

test.each<[boolean, boolean, Work['stage'] | null, AgentState]>([
  [false, false, null, 'signed-out'],
  [false, true, 'call', 'signed-out'],
  [true, false, null, 'not-ready'],
  [true, true, null, 'ready'],
  [true, false, 'preview', 'not-ready'],
  [true, true, 'preview', 'ready'],
  [true, false, 'call', 'on-call'],
  [true, true, 'call', 'on-call'],
  [true, false, 'wrap-up', 'wrap-up'],
  [true, true, 'wrap-up', 'wrap-up'],
])('signed in %s, ready %s, stage %s: %s', (signedIn, ready, stage, state) => {
  expect(agentStateOf({ signedIn, ready, stage })).toBe(state);
});
