import { expect, test } from 'vitest';
import { type Attempt, nextAttempt } from './second-try.ts';

const domain = 'practice.invalid';
const first: Attempt = { target: '+15035550142', sessionSeconds: null };
const moved = (...contacts: string[]) => ({ status: 302, contacts, minimumSeconds: null });
const at = (contact: string) => nextAttempt([first], moved(contact), domain)?.target ?? null;

test('another way to the same user, or a name, in our own domain is followed', () => {
  expect(at('<sip:+15035550142@practice.invalid;gateway=2>;q=0.5')).toBe(
    'sip:+15035550142@practice.invalid;gateway=2',
  );
  expect(at('"Voicemail" <sip:voicemail@PRACTICE.invalid>')).toBe('sip:voicemail@PRACTICE.invalid');
});

test.each([
  ['another number', '<sip:+19005550199@practice.invalid>'],
  ['another domain', '<sip:+15035550142@elsewhere.example>'],
  ['a domain that only begins like ours', '<sip:+15035550142@practice.invalid.example>'],
  ['headers to be put in', '<sip:+15035550142@practice.invalid?Replaces=x>'],
  ['another scheme', '<tel:+15035550142>'],
  ['nothing', ''],
])('%s is not', (_what, contact) => {
  expect(at(contact)).toBeNull();
});

test('the first that may be followed is, among several', () => {
  const contacts = '<sip:+19005550199@practice.invalid>, <sip:desk@practice.invalid>';
  expect(at(contacts)).toBe('sip:desk@practice.invalid');
});

test('nowhere twice, and not for ever', () => {
  const second = { ...first, target: 'sip:a1@practice.invalid' };
  expect(nextAttempt([first, second], moved('<sip:a1@practice.invalid>'), domain)).toBeNull();
  const all = [
    first,
    ...['b', 'c', 'd'].map((name) => ({ ...first, target: `sip:${name}@practice.invalid` })),
  ];
  expect(nextAttempt(all as [Attempt], moved('<sip:e@practice.invalid>'), domain)).toBeNull();
});

test('a longer session is offered once', () => {
  const tooSmall = { status: 422, contacts: [], minimumSeconds: 1_800 };
  const second = nextAttempt([first], tooSmall, domain);
  expect(second).toEqual({ ...first, sessionSeconds: 1_800 });
  expect(nextAttempt([first, second ?? first], tooSmall, domain)).toBeNull();
  expect(nextAttempt([first], { ...tooSmall, minimumSeconds: 99_999 }, domain)).toBeNull();
  expect(nextAttempt([first], { ...tooSmall, status: 486 }, domain)).toBeNull();
});
