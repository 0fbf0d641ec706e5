import { expect, test } from 'vitest';
import type { AgentStateReport } from '../../contract/sync/up/agent-state.ts';
import { newAgent } from '../../domain/agent-state/agent.ts';
import { type DesktopState, signedOutDesktop } from '../../domain/desktop/state.ts';
import { createPresence } from './presence.ts';

const signedIn: DesktopState = { ...signedOutDesktop, signedIn: true };
const ready: DesktopState = { ...signedIn, agent: { ...newAgent, standing: { kind: 'ready' } } };
const lunch: DesktopState = {
  ...signedIn,
  agent: { ...newAgent, standing: { kind: 'not-ready', reasonId: 'lunch' } },
};
const up = {
  registration: { kind: 'registered', servers: 1, server: 0, takesCalls: true } as const,
};

function start() {
  let nowMs = 0;
  let isThere = true;
  const told: AgentStateReport[] = [];
  const stretches: string[] = [];
  const presence = createPresence({
    clock: {
      nowMs: () => nowMs,
      now: () => `2026-11-22T09:00:${String(nowMs / 1_000).padStart(2, '0')}Z`,
      after: () => () => undefined,
    },
    tell(report) {
      if (isThere) told.push(report);
      return isThere;
    },
    onStretch: ({ state, reasonId }, durationMs) =>
      stretches.push(`${state} ${reasonId} ${durationMs}`),
  });
  return {
    told,
    stretches,
    presence,
    center: (there: boolean) => {
      isThere = there;
    },
    look(seconds: number, desktop: DesktopState, roundTripMs: number | null = null): void {
      nowMs = seconds * 1_000;
      presence.look({ desktop, ...up, roundTripMs });
    },
  };
}

test('each change is told once, with its beginning, and each stretch is written at its end', () => {
  const { look, told, stretches, presence } = start();
  look(0, signedIn);
  look(1, ready);
  look(2, ready);
  look(9, lunch);
  expect(told.map(({ state, reasonId, since }) => [state, reasonId, since])).toEqual([
    ['not-ready', null, '2026-11-22T09:00:00Z'],
    ['ready', null, '2026-11-22T09:00:01Z'],
    ['not-ready', 'lunch', '2026-11-22T09:00:09Z'],
  ]);
  expect(stretches).toEqual(['not-ready null 1000', 'ready null 8000']);
  look(12, signedOutDesktop);
  presence.close();
  expect(stretches.slice(2)).toEqual(['not-ready lunch 3000']);
});

test('what the center could not hear is told when it is back', () => {
  const { look, told, center, presence } = start();
  center(false);
  look(0, ready);
  expect(told).toEqual([]);
  center(true);
  presence.welcomed();
  look(5, ready);
  expect(told).toHaveLength(1);
  presence.welcomed();
  look(6, ready);
  expect(told).toHaveLength(2);
  expect(told[1]).toEqual(told[0]);
});

test('the quality of the line alone is told now and then', () => {
  const { look, told } = start();
  look(0, ready, 12);
  look(5, ready, 40);
  look(14, ready, 41);
  expect(told.map(({ line }) => line.roundTripMs)).toEqual([12]);
  look(15, ready, 42);
  expect(told.map(({ line }) => line.roundTripMs)).toEqual([12, 42]);
});
