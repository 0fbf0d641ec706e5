import { expect, test } from 'vitest';
import { importReasons } from '../../../../contract/http/lead-import.ts';
import { problem } from '../../../../contract/http/problem.ts';
import { en } from '../../../messages/en.ts';
import { vi } from '../../../messages/vi.ts';
import { zhCn } from '../../../messages/zh-cn.ts';
import { refusalKey } from './refusal-words.ts';

test.each(importReasons)('the reason %s has words in each language', (reason) => {
  const key = refusalKey({ problem: 'unsupported-format', reason });
  expect(key).toBe(`import.refused-${reason}`);
  if (!key) return;
  expect(vi[key]).not.toBe(en[key]);
  expect(zhCn[key]).not.toBe(en[key]);
});

test('a problem without a reason is told by its kind, where that says enough', () => {
  const told = problem.shape.kind.options.filter((kind) =>
    refusalKey({ problem: kind, reason: '' }),
  );
  expect(told).toEqual(['not-found', 'too-large', 'unavailable', 'internal']);
});

test('a reason of a newer center is not told as another one', () => {
  expect(refusalKey({ problem: 'too-large', reason: 'moon-phase' })).toBeNull();
  expect(refusalKey({ problem: 'unsupported-format', reason: 'constructor' })).toBeNull();
});
