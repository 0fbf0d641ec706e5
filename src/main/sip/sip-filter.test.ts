import { expect, test } from 'vitest';
import { judge, largestMessageBytes, type SipDefect } from './sip-filter.ts';

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

test('a message by the book passes, and so does what answers it', () => {
  expect(judge(message(invite)).kind).toBe('pass');
  expect(judge(message(['SIP/2.0 180 ', ...invite.slice(1, -2)], '')).kind).toBe('pass');
});

test('the library gets it in order', () => {
  const verdict = judge(
    message(
      [
        'OPTIONS sip:user@practice.invalid SIP/2.0',
        'v: SIP / 2.0 /WS 127.0.0.1 ; branch = z9hG4bK1',
        'f: "a ; b" <sip:a@practice.invalid>\r\n ; tag = 2',
        't: <sip:b@practice.invalid>',
        'i: x',
        'CSeq:  9   OPTIONS',
        'l: 2',
      ],
      'ab and what is no part of it',
    ),
  );
  expect(verdict).toEqual({
    kind: 'pass',
    message: message(
      [
        'OPTIONS sip:user@practice.invalid SIP/2.0',
        'via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bK1',
        'from: "a ; b" <sip:a@practice.invalid>;tag=2',
        'to: <sip:b@practice.invalid>',
        'call-id: x',
        'cseq: 9   OPTIONS',
        'content-length: 2',
      ],
      'ab',
    ),
  });
});

test('a session description is taken out of its envelope, however deep within bounds', () => {
  const wrapped = (inner: string, type: string, mark: string) =>
    [
      `--${mark}`,
      'Content-Type: text/plain',
      '',
      'x',
      `--${mark}`,
      `Content-Type: ${type}`,
      '',
      inner,
      `--${mark}--`,
      '',
    ].join('\r\n');
  let content = body;
  let type = 'application/sdp';
  for (const mark of ['one', 'two', 'three']) {
    content = wrapped(content, type, mark);
    type = `multipart/mixed;boundary=${mark}`;
  }
  const of = (rest: string, kind: string) =>
    judge(
      message(
        [
          ...invite.slice(0, -2),
          `Content-Type: ${kind}`,
          `Content-Length: ${Buffer.byteLength(rest)}`,
        ],
        rest,
      ),
    );
  const verdict = of(content, type);
  expect(verdict.kind === 'pass' && verdict.message).toMatch(
    /content-type: application\/sdp\r\n.*\r\n\r\nv=0\r\n/s,
  );
  for (const mark of ['four', 'five', 'six']) {
    content = wrapped(content, type, mark);
    type = `multipart/mixed;boundary=${mark}`;
  }
  expect(of(content, type)).toMatchObject({ kind: 'answer', status: 415 });
});

test.each<[string, string, number, SipDefect]>([
  ['another SIP version', changed(/^INVITE/, 'INVITE sip:a@b SIP/7.0'), 505, 'version'],
  ['spaces within the URI', changed(/^INVITE/, 'INVITE sip:a@b; x SIP/2.0'), 400, 'first-line'],
  ['a scheme of its own', changed(/^INVITE/, 'INVITE soap:a@b SIP/2.0'), 416, 'scheme'],
  ['a line without a name', changed(/^Contact/, 'nonsense'), 400, 'header-line'],
  ['a header too long', changed(/^Contact/, `X: ${'x'.repeat(9_000)}`), 400, 'header-line'],
  ['two From', message([...invite, 'From: <sip:x@y>;tag=3']), 400, 'repeated-header'],
  ['a CSeq out of range', changed(/^CSeq/, 'CSeq: 2147483648 INVITE'), 400, 'cseq'],
  ['a CSeq of another method', changed(/^CSeq/, 'CSeq: 1 BYE'), 400, 'cseq'],
  ['a length beyond the body', changed(/^Content-L/, 'Content-Length: 9'), 400, 'content-length'],
  ['hops beyond all count', changed(/^Max/, 'Max-Forwards: 300'), 400, 'max-forwards'],
  ['no end of brackets', changed(/^From/, 'From: <sip:a@b;tag=1'), 400, 'address'],
  ['reliable ringing required', message([...invite, 'Require: 100rel']), 420, 'extension'],
  ['a body of another kind', changed(/^Content-T/, 'Content-Type: text/html'), 415, 'content-type'],
  ['a body that is packed', message([...invite, 'Content-Encoding: gzip']), 415, 'content-type'],
  ['no answer we could give', message([...invite, 'Accept: text/plain']), 406, 'accept'],
  [
    'a session of a minute',
    message([...invite, 'Supported: timer', 'Session-Expires: 60']),
    422,
    'session-interval',
  ],
  ['too much', message(invite, 'x'.repeat(largestMessageBytes)), 513, 'too-large'],
])('%s is answered', (_name, text, status, defect) => {
  const verdict = judge(text);
  expect(verdict).toMatchObject({ kind: 'answer', status, defect });
  // The answer is to this request, and to the line that it came by.
  const { response } = verdict as Extract<typeof verdict, { kind: 'answer' }>;
  expect(response).toContain('\r\nVia: SIP/2.0/WS 127.0.0.1;branch=z9hG4bK776\r\n');
  expect(response).toMatch(/\r\nTo: <sip:agent@practice.invalid>;tag=h[0-9a-f]{16}\r\n/);
  expect(response.split('\r\n\r\n')).toHaveLength(2);
});

test.each<[string, string, SipDefect]>([
  ['no end of headers', 'INVITE sip:a@b SIP/2.0\r\nVia: x', 'no-header-end'],
  ['something else', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'first-line'],
  ['an impossible status', message(['SIP/2.0 4294967301 x', ...invite.slice(1)]), 'first-line'],
  [
    'a response without a Call-ID',
    message(['SIP/2.0 200 OK', ...invite.slice(1, 5)]),
    'missing-header',
  ],
  ['a bare line feed', message(invite).replace('\r\nTo', '\nTo'), 'control-character'],
  ['a zero byte', changed(/^To/, 'To: <sip:a\0b@c>'), 'control-character'],
  ['nobody to answer', changed(/^To/, 'To: '), 'missing-header'],
  ['an ACK, which nobody answers', changed(/^INVITE/, 'ACK sip:a@b SIP/2.0'), 'cseq'],
  ['too many headers', message([...invite, ...Array(200).fill('X: y')]), 'too-many-headers'],
])('%s is dropped', (_name, text, defect) => {
  expect(judge(text)).toEqual({ kind: 'drop', defect });
});
