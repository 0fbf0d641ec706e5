import { describe, expect, test } from 'vitest';
import { aSummary } from '../../../tests/support/desk-records.ts';
import { summary } from '../record/summary.ts';
import { deskCommand } from './desk-api.ts';

const typed = { workId: 'work-1', inputSequence: 1 };
const command = {
  note: (value: string) => ({ kind: 'note', value, ...typed }),
  field: (value: string) => ({ kind: 'field', fieldId: 'age', value, ...typed }),
  answer: (value: string) => ({ kind: 'script-answer', answer: 'age', value, ...typed }),
};
const script = { scriptId: 'roof-script', version: 1, path: [] };
const record = {
  note: (value: string) => aSummary({ note: value }),
  field: (value: string) => aSummary({ fields: { age: value } }),
  answer: (value: string) => aSummary({ script: { ...script, answers: { age: value } } }),
};

describe('what a page may type, a center takes: a summary must not come back as malformed', () => {
  test.each([
    ['note', 20_000],
    ['field', 5_000],
    ['answer', 5_000],
  ] as const)('%s of %i characters', (kind, longest) => {
    const whole = '张'.repeat(longest);
    expect(deskCommand.safeParse(command[kind](whole)).success).toBe(true);
    expect(summary.safeParse(record[kind](whole)).success).toBe(true);
    expect(deskCommand.safeParse(command[kind](`${whole}x`)).success).toBe(false);
  });
});
