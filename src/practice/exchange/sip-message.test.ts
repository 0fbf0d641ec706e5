import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatSip,
  headerOf,
  parameterOf,
  parseSip,
  sipLimits,
  uriIn,
  userOf,
} from './sip-message.ts';

const lines = [
  'INVITE sip:+15035550142@practice.invalid SIP/2.0',
  'Via: SIP/2.0/WS a.invalid;branch=z9hG4bK1',
  'Max-Forwards: 69',
  'To: <sip:+15035550142@practice.invalid>',
  'From: "A, Gent" <sip:agent@practice.invalid>;tag=abc',
  'Call-ID: one',
  'CSeq: 1 INVITE',
  'Content-Length: 0',
];
const wire = (changed: readonly string[] = lines, body = '') =>
  `${changed.join('\r\n')}\r\n\r\n${body}`;
const replaced = (name: string, line: string) =>
  wire(lines.map((old) => (old.startsWith(name) ? line : old)));

test('a message is read and written back as it was', () => {
  const result = parseSip(wire());
  expect(result.ok && formatSip(result.message)).toBe(wire());
});

test('compact names, folded lines and several Via in a line', () => {
  const result = parseSip(
    wire([
      'SIP/2.0 180 Ringing',
      'v: SIP/2.0/WS x.invalid;branch=one, SIP/2.0/WS y.invalid',
      ' ;branch=two',
      't: <sip:a@b.invalid>;tag=t',
      'f: <sip:c@d.invalid;transport=ws>;tag=f',
      'i: id',
      'CSeq: 2 INVITE',
    ]),
  );
  if (!result.ok) throw new Error(result.what);
  const vias = result.message.headers.filter(({ name }) => name === 'via');
  expect(vias.map(({ value }) => parameterOf(value, 'branch'))).toEqual(['one', 'two']);
  expect(parameterOf(headerOf(result.message, 'from') ?? '', 'transport')).toBeUndefined();
});

test.each([
  ['CSeq of another method', replaced('CSeq', 'CSeq: 1 BYE')],
  ['no number in CSeq', replaced('CSeq', 'CSeq: x INVITE')],
  ['CSeq too great', replaced('CSeq', 'CSeq: 2147483648 INVITE')],
  ['Via without branch', replaced('Via', 'Via: SIP/2.0/WS a.invalid')],
  ['From without tag', replaced('From', 'From: <sip:agent@practice.invalid>')],
  ['From without address', replaced('From', 'From: agent;tag=1')],
  ['two Call-IDs', wire([...lines, 'Call-ID: two'])],
  ['body shorter than said', replaced('Content-Length', 'Content-Length: 10')],
  ['Max-Forwards of letters', replaced('Max-Forwards', 'Max-Forwards: many')],
])('%s can be answered with 400', (_, text) => {
  expect(parseSip(text)).toMatchObject({ ok: false, request: { method: 'INVITE' } });
});

test.each([
  ['no empty line', lines.join('\r\n')],
  ['another version', replaced('INVITE', 'INVITE sip:a@b.invalid SIP/3.0')],
  ['HTTP', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a control character', replaced('To', 'To: <sip:a@b.invalid>\u0000')],
  ['too many headers', wire([...lines, ...Array(sipLimits.headers).fill('X-A: b')])],
  ['a long header', wire([...lines, `X-A: ${'b'.repeat(sipLimits.headerCharacters + 1)}`])],
  ['a nameless header', wire([...lines, ': b'])],
])('%s is dropped', (_, text) => {
  const result = parseSip(text);
  expect(result.ok).toBe(false);
  expect(result).not.toHaveProperty('request');
});

test('nothing throws, and a broken message is never taken for another', () => {
  fc.assert(
    fc.property(fc.nat(wire().length), fc.nat(20), fc.string(), (at, cut, noise) => {
      const text = wire();
      const result = parseSip(text.slice(0, at) + noise + text.slice(at + cut));
      if (result.ok) expect(parseSip(formatSip(result.message)).ok).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('the parts of an address, whatever its name and parameters hold', () => {
  const contact = '"a <b>; \\"c\\"" <sip:u@h.invalid;ob>;expires=30;+sip.instance="<urn:uuid:1>;x"';
  expect(uriIn(contact)).toBe('sip:u@h.invalid;ob');
  expect(parameterOf(contact, 'expires')).toBe('30');
  expect(parameterOf(contact, '+sip.instance')).toBe('<urn:uuid:1>;x');
  expect(parameterOf(contact, 'ob')).toBeUndefined();
  expect(uriIn('sip:u@h.invalid;tag=1')).toBe('sip:u@h.invalid');
  expect(parameterOf('sip:u@h.invalid;tag=1', 'tag')).toBe('1');
});

test('the user of an address', () => {
  expect(userOf('sip:+15035550142@practice.invalid;transport=ws')).toBe('+15035550142');
  expect(userOf('sip:%2b1;phone-context=x@practice.invalid')).toBe('+1');
  expect(userOf('sips:a:password@h.invalid')).toBe('a');
  expect(userOf('sip:practice.invalid')).toBeNull();
  expect(userOf('tel:+15035550142')).toBeNull();
});
