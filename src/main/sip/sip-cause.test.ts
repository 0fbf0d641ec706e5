import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sipCauseOf } from './sip-cause.ts';

test('every cause JsSIP has is known', () => {
  const source = readFileSync('node_modules/jssip/lib/Constants.js', 'utf8');
  const block = /causes: \{([\s\S]*?)\n {4}\}/.exec(source)?.[1] ?? '';
  const causes = [...block.matchAll(/: '([^']+)'/g)].map((match) => match[1] ?? '');
  expect(causes.length).toBeGreaterThan(20);
  const unknown = causes.filter(
    (cause) => cause !== 'SIP Failure Code' && sipCauseOf(cause, null) === 'sip-failure',
  );
  expect(unknown).toEqual([]);
});

test.each([
  ['Unavailable', 480, 'no-answer'],
  ['Unavailable', 408, 'no-answer'],
  ['SIP Failure Code', 503, 'server-failure'],
  ['Busy', 486, 'busy'],
  ['who knows', null, 'sip-failure'],
] as const)('%s with %s is %s', (cause, status, expected) => {
  expect(sipCauseOf(cause, status)).toBe(expected);
});
