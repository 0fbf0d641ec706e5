import { expect, test } from 'vitest';
import { findDefect, type SipDefect } from './sip-filter.ts';

const body = 'v=0\r\n';
const invite = [
  'INVITE sip:agent@practice.invalid SIP/2.0',
  'Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bK776',
  'Max-Forwards: 70',
  'From: "Nora" <sip:+15035550142@practice.invalid>;tag=1',
  'To: <sip:agent@practice.invalid>',
  'Call-ID: a84b4c76e66710',
  'CSeq: 314159 INVITE',
  'Contact: <sip:nora@127.0.0.1>',
  'Content-Type: application/sdp',
  `Content-Length: ${body.length}`,
];
const message = (lines: readonly string[], rest = body) => `${lines.join('\r\n')}\r\n\r\n${rest}`;
const changed = (from: RegExp, to: string) =>
  message(invite.map((line) => (from.test(line) ? to : line)));

test('well-formed messages pass', () => {
  expect(findDefect(message(invite))).toBeNull();
  expect(
    findDefect(message(['SIP/2.0 200 OK', ...invite.slice(1, -2), 'Content-Length: 0'], '')),
  ).toBeNull();
  // Compact names, folded lines, no reason phrase, several Via (RFC 4475 §3.1.1).
  expect(
    findDefect(
      message(
        [
          'OPTIONS sip:user@practice.invalid SIP/2.0',
          'v: SIP/2.0/WS 127.0.0.1;branch=z9hG4bK1',
          'Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bK2',
          'f: <sip:a@practice.invalid>\r\n ;tag=2',
          't: <sip:b@practice.invalid>',
          'i: x',
          'CSeq:  9   OPTIONS',
          'l: 0',
        ],
        '',
      ),
    ),
  ).toBeNull();
  expect(findDefect(message(['SIP/2.0 180 ', ...invite.slice(1, -2)], ''))).toBeNull();
});

test.each<[string, string, SipDefect]>([
  ['no end of headers', 'INVITE sip:a@b SIP/2.0\r\nVia: x', 'no-header-end'],
  ['something else', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'first-line'],
  ['another SIP version', changed(/^INVITE/, 'INVITE sip:a@b SIP/7.0'), 'first-line'],
  ['spaces within the URI', changed(/^INVITE/, 'INVITE sip:a@b; x SIP/2.0'), 'first-line'],
  ['an URI in brackets', changed(/^INVITE/, 'INVITE <sip:a@b> SIP/2.0'), 'first-line'],
  ['an impossible status', message(['SIP/2.0 4294967301 x', ...invite.slice(1)]), 'first-line'],
  ['a bare line feed', message(invite).replace('\r\nTo', '\nTo'), 'control-character'],
  ['a zero byte', changed(/^To/, 'To: <sip:a\0b@c>'), 'control-character'],
  ['a line without a name', changed(/^To/, 'nonsense'), 'header-line'],
  ['a header that is too long', changed(/^To/, `To: ${'x'.repeat(9_000)}`), 'header-line'],
  ['no To', message(invite.filter((line) => !line.startsWith('To'))), 'missing-header'],
  ['an empty Call-ID', changed(/^Call-ID/, 'Call-ID: '), 'missing-header'],
  ['two From', message([...invite, 'From: <sip:x@y>;tag=3']), 'repeated-header'],
  ['a CSeq out of range', changed(/^CSeq/, 'CSeq: 36893488147419103232 INVITE'), 'cseq'],
  ['a CSeq of 2^31', changed(/^CSeq/, 'CSeq: 2147483648 INVITE'), 'cseq'],
  ['a CSeq of another method', changed(/^CSeq/, 'CSeq: 1 BYE'), 'cseq'],
  ['a negative length', changed(/^Content-Length/, 'Content-Length: -999'), 'content-length'],
  [
    'a length beyond the body',
    changed(/^Content-Length/, 'Content-Length: 9999'),
    'content-length',
  ],
  ['too many headers', message([...invite, ...Array(200).fill('X: y')]), 'too-many-headers'],
  ['too much', message(invite, 'x'.repeat(70_000)), 'too-large'],
])('%s is refused', (_name, text, defect) => {
  expect(findDefect(text)).toBe(defect);
});
