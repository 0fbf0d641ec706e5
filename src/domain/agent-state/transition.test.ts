import { describe, expect, test } from 'vitest';
import { type Agent, type AgentEvent, newAgent, wrapUpOf, wrapUpSpent } from './agent.ts';
import type { NextStanding } from './agent-state.ts';
import { transition } from './transition.ts';

const ready = { kind: 'ready' } as const;
const lunch = { kind: 'not-ready', reasonId: 'lunch' } as const;
const away = { kind: 'not-ready', reasonId: null } as const;
const signOut = { kind: 'sign-out' } as const;
const readyAgent: Agent = { ...newAgent, standing: ready };

const choose = (choice: NextStanding | null, busy: boolean): AgentEvent => ({
  type: 'chosen',
  choice,
  busy,
});
function run(agent: Agent, ...events: readonly AgentEvent[]) {
  const effects: string[] = [];
  for (const event of events) {
    const step = transition(agent, event);
    agent = step.agent;
    effects.push(
      ...step.effects.map((effect) =>
        effect.type === 'wrap-up.alarm' ? `alarm ${effect.atMs}` : effect.type,
      ),
    );
  }
  return { agent, effects };
}
const over: AgentEvent = { type: 'conversation-over' };

describe('chosen while nobody is on the line', () => {
  test.each<[string, Agent, NextStanding | null, Agent, string[]]>([
    ['ready', newAgent, ready, readyAgent, []],
    ['a reason', readyAgent, lunch, { ...newAgent, standing: lunch }, []],
    ['another reason', { ...newAgent, standing: lunch }, away, newAgent, []],
    ['out', readyAgent, signOut, readyAgent, ['agent.sign-out']],
    ['nothing', readyAgent, null, readyAgent, []],
  ])('%s holds at once', (_name, before, choice, after, effects) => {
    expect(run(before, choose(choice, false))).toEqual({ agent: after, effects });
  });

  test('the same again changes nothing', () => {
    expect(transition(readyAgent, choose(ready, false)).agent).toBe(readyAgent);
  });
});

describe('chosen in a conversation', () => {
  test.each<[string, NextStanding, Agent['standing'], string[]]>([
    ['a break', lunch, lunch, []],
    ['sign-out', signOut, away, ['agent.sign-out']],
  ])('%s waits until it is over', (_name, choice, standing, effects) => {
    const waiting = run(readyAgent, choose(choice, true));
    expect(waiting).toEqual({ agent: { ...readyAgent, next: choice }, effects: [] });
    expect(run(waiting.agent, over)).toEqual({ agent: { ...readyAgent, standing }, effects });
  });

  test('what the agent is anyway is no wish, and takes an earlier one back', () => {
    expect(run(readyAgent, choose(lunch, true), choose(ready, true)).agent).toEqual(readyAgent);
    expect(run(readyAgent, choose(lunch, true), choose(null, true)).agent).toEqual(readyAgent);
  });

  test('a wish is obeyed once', () => {
    const after = run(readyAgent, choose(lunch, true), over).agent;
    expect(transition(after, over).agent).toBe(after);
  });
});

describe('the time of a wrap-up', () => {
  const begin = (limitSeconds: number): AgentEvent => ({
    type: 'wrap-up-begun',
    workId: 'w',
    atMs: 5_000,
    time: { limitSeconds, extensionSeconds: 30 },
  });
  const extend = (atMs: number, workId = 'w'): AgentEvent => ({
    type: 'wrap-up-extended',
    workId,
    atMs,
  });
  const due = (atMs: number): AgentEvent => ({ type: 'wrap-up-due', workId: 'w', atMs });

  test('is over when it is over, and the wish still waits', () => {
    const { agent, effects } = run(readyAgent, choose(lunch, true), begin(60), due(65_000));
    expect(effects).toEqual(['alarm 65000']);
    expect(wrapUpOf(agent, 'w')?.overrun).toBe(true);
    expect(agent.next).toEqual(lunch);
    expect(agent.standing).toEqual(ready);
    expect(wrapUpSpent(agent, 'w')).toEqual({ extensions: 0, overrun: true });
  });

  test('each extension adds to the limit; an alarm from before says nothing', () => {
    const { agent, effects } = run(
      readyAgent,
      begin(60),
      extend(20_000),
      extend(21_000),
      due(65_000),
    );
    expect(effects).toEqual(['alarm 65000', 'alarm 95000', 'alarm 125000']);
    expect(wrapUpOf(agent, 'w')).toMatchObject({ limitMs: 120_000, extensions: 2, overrun: false });
    expect(wrapUpOf(run(agent, due(125_000)).agent, 'w')?.overrun).toBe(true);
  });

  test('extended when it was over, it counts from now', () => {
    const { agent, effects } = run(readyAgent, begin(60), due(65_000), extend(105_000));
    expect(wrapUpOf(agent, 'w')).toMatchObject({ limitMs: 130_000, extensions: 1, overrun: false });
    expect(effects.at(-1)).toBe('alarm 135000');
  });

  test('without a limit there is nothing to extend and no alarm', () => {
    const { agent, effects } = run(readyAgent, begin(0));
    expect(effects).toEqual([]);
    expect(wrapUpOf(agent, 'w')?.limitMs).toBeNull();
    expect(transition(agent, extend(6_000)).agent).toBe(agent);
    expect(transition(agent, due(999_000)).agent).toBe(agent);
  });

  test('of another conversation is none of its business', () => {
    const { agent } = run(readyAgent, begin(60));
    expect(transition(agent, extend(6_000, 'other')).agent).toBe(agent);
    expect(wrapUpSpent(agent, 'other')).toBeNull();
  });

  test('begins once', () => {
    const { agent } = run(readyAgent, begin(60), extend(6_000));
    expect(transition(agent, begin(60)).agent).toBe(agent);
    expect(run(agent, over).agent.wrapUps).toEqual({});
  });
});

describe('a line that has moved to another desk', () => {
  const moved: AgentEvent = { type: 'line-moved' };

  test('leaves nobody ready here, now or next', () => {
    const { agent } = run(newAgent, choose(ready, true), moved);
    expect(agent).toMatchObject({ line: 'elsewhere', standing: away, next: null });
    expect(transition(agent, choose(ready, false)).agent).toBe(agent);
    expect(transition(agent, choose(ready, true)).agent).toBe(agent);
    expect(run(readyAgent, moved).agent.standing).toEqual(away);
  });

  test('keeps a wish to go', () => {
    const { agent } = run(readyAgent, choose(signOut, true), moved);
    expect(run(agent, over).effects).toEqual(['agent.sign-out']);
  });
});
