import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aLead } from '../../../tests/support/desk-records.ts';
import { mergeText, mergeValues, placeholdersIn } from './merge.ts';

const values = { 'customer.name.given': 'Thu Hà', 'lead.why': '', 'answer.age': '25' };
const filled = (text: string) => ({ text, merged: true });
const plain = (text: string) => ({ text, merged: false });

describe('text with placeholders', () => {
  test.each([
    ['no placeholder', 'Good morning', [plain('Good morning')]],
    ['empty', '', []],
    ['a value', '{{customer.name.given}}', [filled('Thu Hà')]],
    [
      'between words',
      'Dear {{customer.name.given}}, hello',
      [plain('Dear '), filled('Thu Hà'), plain(', hello')],
    ],
    ['two side by side', '{{customer.name.given}}{{answer.age}}', [filled('Thu Hà'), filled('25')]],
    ['spaces inside', '{{ customer.name.given | you }}', [filled('Thu Hà')]],
    ['a fallback not needed', '{{answer.age|some}}', [filled('25')]],
    ['an empty value takes the fallback', '{{lead.why|your roof}}', [plain('your roof')]],
    ['an unknown path takes the fallback', '{{no.such|you}}', [plain('you')]],
    ['an empty value without fallback', '{{lead.why}}', [plain('…')]],
    ['an empty fallback', '{{lead.why| }}', [plain('…')]],
    ['a name of every object', '{{constructor}}', [plain('…')]],
    ['an answer named in another script', '{{answer.tuổi|nothing}}', [plain('nothing')]],
    ['an answer named with a space', '{{answer.roof age}}', [plain('…')]],
    ['nothing inside', 'a {{}} b', [plain('a '), plain('…'), plain(' b')]],
    ['one brace is text', 'a {b} c', [plain('a {b} c')]],
  ])('%s', (_name, text, segments) => {
    expect(mergeText(text, values)).toEqual(segments);
  });

  test('an answer may be named in any language', () => {
    expect(mergeText('{{answer.tuổi}}', { 'answer.tuổi': '25' })).toEqual([filled('25')]);
  });

  test('a placeholder inside a value is not filled again', () => {
    expect(mergeText('{{a}}', { a: '{{b}}', b: 'secret' })).toEqual([filled('{{b}}')]);
  });

  test('what is not a placeholder comes through letter by letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/\{\{[^{}]*\}\}/.test(text));
        expect(
          mergeText(text, values)
            .map((segment) => segment.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

test('the paths a text asks for', () => {
  expect(placeholdersIn('{{ a.b | c }} {{d}} {{a.b}} {e}')).toEqual(['a.b', 'd', 'a.b']);
});

test('values of unknown people are empty, answers have their prefix', () => {
  const merged = mergeValues({
    customer: null,
    lead: aLead({ why: 'an old roof' }),
    agentName: 'Alex Rivera',
    answers: { age: '25' },
  });
  expect(merged).toMatchObject({
    'customer.name.full': '',
    'lead.why': 'an old roof',
    'agent.name': 'Alex Rivera',
    'answer.age': '25',
  });
});
