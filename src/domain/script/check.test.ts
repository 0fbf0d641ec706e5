import { expect, test } from 'vitest';
import { aScript } from '../../../tests/support/desk-records.ts';
import { checkScript } from './check.ts';
import type { Script, ScriptNode } from './script.ts';

const page = { title: '', text: '', hint: '' };
const say = (id: string, next: string, text = ''): ScriptNode => ({
  ...page,
  kind: 'say',
  id,
  text,
  next,
});
const end = (id: string): ScriptNode => ({ ...page, kind: 'end', id, dispositionId: '' });
const objection = (id: string): ScriptNode => ({ ...page, kind: 'objection', id, label: id });
const choice = (id: string, ...choices: readonly [string, string, string][]): ScriptNode => ({
  ...page,
  kind: 'choice',
  id,
  answer: '',
  choices: choices.map(([choiceId, next, dispositionId]) => ({
    id: choiceId,
    label: choiceId,
    next,
    value: '',
    dispositionId,
  })),
});
const scriptOf = (...nodes: ScriptNode[]): Script => aScript({ start: 'a', nodes });
const problem = (
  kind: string,
  nodeId: string,
  subject: string,
  severity: 'error' | 'warning' = 'error',
) => ({ kind, nodeId, subject, severity });

test('a sound script has no problem', () => {
  expect(checkScript(aScript())).toEqual([]);
});

test.each<[string, Script, ReturnType<typeof problem>[]]>([
  [
    'a missing start',
    scriptOf(end('b')),
    [problem('missing-start', '', 'a'), problem('unreachable', 'b', 'b', 'warning')],
  ],
  ['an objection as the start', scriptOf(objection('a')), [problem('missing-start', '', 'a')]],
  ['a missing target', scriptOf(say('a', 'gone')), [problem('missing-target', 'a', 'gone')]],
  [
    'an objection as a target',
    scriptOf(say('a', 'o'), objection('o')),
    [problem('missing-target', 'a', 'o')],
  ],
  [
    'a choice that leads nowhere',
    scriptOf(choice('a', ['yes', 'gone', ''])),
    [problem('missing-target', 'a', 'gone')],
  ],
  [
    'a choice with neither page nor outcome',
    scriptOf(choice('a', ['yes', '', ''])),
    [problem('dead-choice', 'a', 'yes')],
  ],
  ['a choice with an outcome alone', scriptOf(choice('a', ['no', '', 'never'])), []],
  [
    'two choices of one id',
    scriptOf(choice('a', ['yes', 'b', ''], ['yes', 'b', '']), end('b')),
    [problem('duplicate-choice', 'a', 'yes')],
  ],
  [
    'two pages of one id',
    scriptOf(say('a', 'b'), end('b'), end('b')),
    [problem('duplicate-node', 'b', 'b')],
  ],
  [
    'a page nobody reaches, errors first',
    scriptOf(end('lost'), say('a', 'gone')),
    [problem('missing-target', 'a', 'gone'), problem('unreachable', 'lost', 'lost', 'warning')],
  ],
  ['a circle is a way to talk', scriptOf(say('a', 'b'), say('b', 'a')), []],
  [
    'a field nobody knows',
    scriptOf(say('a', 'b', 'Hello {{customer.nmae}}'), end('b')),
    [problem('unknown-placeholder', 'a', 'customer.nmae', 'warning')],
  ],
  [
    'an answer nobody asks for',
    scriptOf(say('a', 'b', 'You said {{answer.age}}'), end('b')),
    [problem('unknown-placeholder', 'a', 'answer.age', 'warning')],
  ],
  [
    'a field that cannot be read',
    scriptOf(say('a', 'b', 'Hello {{customer name}}'), end('b')),
    [problem('unknown-placeholder', 'a', 'customer name', 'warning')],
  ],
])('%s', (_name, script, problems) => {
  expect(checkScript(script)).toEqual(problems);
});

test('an answer that a later page asks for is known', () => {
  const script = scriptOf(say('a', 'b', 'You said {{answer.age|nothing}}'), {
    ...page,
    kind: 'ask',
    id: 'b',
    answer: 'age',
    input: 'number',
    next: 'a',
  });
  expect(checkScript(script)).toEqual([]);
});
