import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aScript } from '../../../tests/support/desk-records.ts';
import { nodeOf, type ScriptEvent, type ScriptRun, startRun, stepRun } from './run.ts';

const script = aScript();
const start = startRun(script);
const next: ScriptEvent = { kind: 'next' };
const back: ScriptEvent = { kind: 'back' };
const choose = (choiceId: string): ScriptEvent => ({ kind: 'choose', choiceId });
const jump = (nodeId: string): ScriptEvent => ({ kind: 'jump', nodeId });
const answer = (value: string): ScriptEvent => ({ kind: 'answer', answer: 'age', value });

function walk(...events: ScriptEvent[]): ScriptRun {
  return events.reduce((run, event) => stepRun(script, run, event).run, start);
}
const chosen = (dispositionId: string) => [
  { kind: 'suggest-disposition', dispositionId, chosen: true },
];
const suggested = (dispositionId: string) => [
  { kind: 'suggest-disposition', dispositionId, chosen: false },
];

describe('one step', () => {
  test.each<[string, ScriptEvent[], ScriptEvent, Partial<ScriptRun>, unknown[]]>([
    ['next on a page to say', [], next, { nodeId: 'age', trail: ['hello'] }, []],
    ['next on a question', [next], next, { nodeId: 'want', trail: ['hello', 'age'] }, []],
    [
      'a choice keeps its label',
      [next, next],
      choose('yes'),
      { nodeId: 'bye', answers: { wish: 'Yes' } },
      suggested('appointment'),
    ],
    [
      'a choice with an outcome: the agent chose it, the end page does not overrule it',
      [next, next],
      choose('soon'),
      { nodeId: 'bye', answers: { wish: 'soon' } },
      chosen('later'),
    ],
    [
      'a choice with an outcome alone stays on its page',
      [next, next],
      choose('no'),
      { nodeId: 'want', answers: { wish: 'refused' } },
      chosen('never'),
    ],
    [
      'an objection remembers where it was raised',
      [next],
      jump('cost'),
      { nodeId: 'cost', returnTo: 'age', trail: ['hello'] },
      [],
    ],
    [
      'an objection within an objection returns to the page',
      [next, jump('cost')],
      jump('time'),
      { nodeId: 'time', returnTo: 'age' },
      [],
    ],
    [
      'back from an objection',
      [next, jump('cost')],
      back,
      { nodeId: 'age', returnTo: null, trail: ['hello'] },
      [],
    ],
    ['next on an objection is back', [next, jump('cost')], next, { nodeId: 'age' }, []],
    [
      'a jump out of an objection goes on from its page',
      [next, jump('cost')],
      jump('want'),
      { nodeId: 'want', returnTo: null, trail: ['hello', 'age'] },
      [],
    ],
    [
      'a jump from an objection to its page is a return',
      [next, jump('cost')],
      jump('age'),
      { nodeId: 'age', returnTo: null, trail: ['hello'] },
      [],
    ],
    ['back one page', [next, next], back, { nodeId: 'age', trail: ['hello'] }, []],
    ['an answer', [next], answer('25'), { answers: { age: '25' } }, []],
    [
      'a jump to an end suggests',
      [],
      jump('bye'),
      { nodeId: 'bye', path: ['hello', 'bye'] },
      suggested('appointment'),
    ],
  ])('%s', (_name, before, event, expected, effects) => {
    const step = stepRun(script, walk(...before), event);
    expect(step.run).toMatchObject(expected);
    expect(step.effects).toEqual(effects);
  });

  test.each<[string, ScriptEvent[], ScriptEvent]>([
    ['next on a choice', [next, next], next],
    ['next on the end', [jump('bye')], next],
    ['choose on a page to say', [], choose('yes')],
    ['a choice that is not there', [next, next], choose('gone')],
    ['jump to a page that is not there', [], jump('gone')],
    ['jump to where we are', [], jump('hello')],
    ['back on the first page', [], back],
    ['the same answer again', [answer('25')], answer('25')],
  ])('%s changes nothing', (_name, before, event) => {
    const run = walk(...before);
    const step = stepRun(script, run, event);
    expect(step.run).toBe(run);
    expect(step.effects).toEqual([]);
  });

  test('a jump to a page that a new version has lost its target changes nothing', () => {
    const shorter = aScript({ nodes: script.nodes.filter((node) => node.id !== 'age') });
    expect(stepRun(shorter, start, next).run).toBe(start);
  });
});

describe('a new version of the script that lacks the page shown', () => {
  const shorter = aScript({ nodes: script.nodes.filter((node) => node.id !== 'age') });
  const stranded = walk(next);

  test('keeps what is typed', () => {
    expect(stepRun(shorter, stranded, answer('25')).run.answers).toEqual({ age: '25' });
  });
  test('lets the agent go back or elsewhere', () => {
    expect(stepRun(shorter, stranded, back).run.nodeId).toBe('hello');
    expect(stepRun(shorter, stranded, jump('want')).run.nodeId).toBe('want');
    expect(stepRun(shorter, stranded, jump('cost')).run.nodeId).toBe('cost');
  });
});

const anyEvent: fc.Arbitrary<ScriptEvent> = fc.oneof(
  fc.constant(next),
  fc.constant(back),
  fc.constantFrom('yes', 'no', 'soon', 'gone').map(choose),
  fc.constantFrom('hello', 'age', 'want', 'cost', 'time', 'bye', 'gone').map(jump),
  fc.constantFrom('', '25', '30').map(answer),
);

test('a walk never leaves the script, and objections always return', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
      let run = start;
      for (const event of events) {
        const { run: after } = stepRun(script, run, event);
        if (JSON.stringify(after) === JSON.stringify(run)) expect(after).toBe(run);
        run = after;
        const node = nodeOf(script, run.nodeId);
        expect(node).toBeDefined();
        expect(node?.kind === 'objection').toBe(run.returnTo !== null);
        for (const id of [...run.trail, ...(run.returnTo ? [run.returnTo] : [])]) {
          expect(nodeOf(script, id)?.kind).not.toBe('objection');
        }
        expect(run.path[0]).toBe(script.start);
      }
    }),
  );
});
