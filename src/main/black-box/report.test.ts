import { describe, expect, test } from 'vitest';
import { largestBlackBoxBytes } from '../../contract/http/black-box.ts';
import { createRecorder } from './recorder.ts';
import { writeReport } from './report.ts';

/** Each of these stands somewhere in what was recorded, and must not stand in the report. */
const canaries = {
  number: '+15035550142',
  nationalNumber: '(503) 555-0142',
  otherNumber: '02079460123',
  name: 'Nguyễn Thị Hà',
  agentName: 'Minh Alvarez',
  user: 'agent-minh',
  password: 'correct horse battery',
  response: '6629fae49393a05397450978507c4ef1',
  nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
  icePassword: 'Zib6WXaF4J4ZJbgk0VKWsuUw',
  fingerprint: '89:BF:6E:32:23:59:F0:A4',
  address: '192.0.2.17',
  host: 'pbx.example.net',
  customerId: 'cust-4711-secret',
  reason: 'wants to complain about Mr Okafor',
  device: 'Ha’s earbuds',
  digits: '7#4',
  accountBody: 'card 4111111111111111',
};

const invite = [
  `INVITE sip:${canaries.user}@${canaries.host};transport=ws SIP/2.0`,
  `Via: SIP/2.0/WSS ${canaries.address}:5060;branch=z9hG4bK776asdhds;received=${canaries.address}`,
  `From: "${canaries.name}" <sip:${canaries.number}:${canaries.password}@${canaries.host}>;tag=1928301774`,
  `t: <sip:${canaries.user}@${canaries.host}>`,
  'Call-ID: a84b4c76e66710@pc33',
  'CSeq: 314159 INVITE',
  `P-Asserted-Identity: <tel:${canaries.number}>`,
  `Authorization: Digest username="${canaries.user}", nonce="${canaries.nonce}", response="${canaries.response}"`,
  `X-Customer-Id: ${canaries.customerId}`,
  `X-Reason: ${canaries.reason}`,
  `Subject: ${canaries.name}`,
  ` folded ${canaries.nationalNumber}`,
  `Reason: Q.850;cause=16;text="${canaries.name} hung up"`,
  'Content-Type: application/sdp',
  '',
  'v=0',
  `o=${canaries.user} 20518 0 IN IP4 ${canaries.address}`,
  `s=${canaries.name}`,
  `c=IN IP4 ${canaries.address}`,
  'm=audio 49170 UDP/TLS/RTP/SAVPF 111 0',
  'a=rtpmap:111 opus/48000/2',
  `a=ice-pwd:${canaries.icePassword}`,
  `a=fingerprint:sha-256 ${canaries.fingerprint}`,
  `a=candidate:1 1 udp 2122194687 ${canaries.address} 57234 typ host generation 0`,
  `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${canaries.icePassword}`,
  `a=rtpmap:112 ${canaries.otherNumber}/8000`,
].join('\r\n');

const info = (digit: string) =>
  [
    `INFO sip:${canaries.number}@${canaries.host} SIP/2.0`,
    `CSeq: 2 INFO`,
    'Content-Type: application/dtmf-relay',
    '',
    `Signal=${digit}`,
    'Duration=100',
  ].join('\r\n');

const others = [
  `SIP/2.0 486 ${canaries.name} is busy`,
  `REGISTER sip:${canaries.host} SIP/2.0\r\nproxy-authorization: ${canaries.response}\r\nWarning: 399 ${canaries.host} "${canaries.number}"`,
  `MESSAGE sip:x@y SIP/2.0\r\nContent-Type: text/plain\r\n\r\n${canaries.accountBody}`,
  `\u202e${canaries.name}`,
  `FOO sip:a SIP/2.0\r\n${canaries.number}: x\r\nnot a header ${canaries.name}`,
];

/** Park and Miller's generator: other numbers for each seed. */
function seededRandom(seed: number): () => number {
  let state = seed * 7_919;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function report(seed: number, extra: readonly string[] = []): string {
  let nowMs = 1_000;
  const recorder = createRecorder(() => (nowMs += 10));
  for (const message of [invite, info('7'), info('#'), info('7'), ...others, ...extra]) {
    recorder.record({ kind: 'sip', direction: 'in', message });
  }
  recorder.record({
    kind: 'statistics',
    statistics: {
      connectionId: 'c8c73be2-f483-499c-8095-1c845ac5e67a',
      atMs: 5,
      received: null,
      sent: null,
      there: null,
      path: null,
      codecReceived: { name: 'opus', clockRateHz: 48_000, parameters: canaries.icePassword },
      codecSent: null,
      playoutGapMs: 0,
      lateMs: 1.23456789,
      microphoneLabel: canaries.device,
    },
  });
  recorder.record({ kind: 'state', what: 'call', facts: { signalling: 'established' } });
  return writeReport({
    appVersion: '1.0.0',
    platform: 'linux',
    madeAt: '2026-11-22T10:00:00.000Z',
    call: { direction: 'inbound', cause: 'hung-up-there', talkMs: 61_000, quality: null },
    beganAtMs: 0,
    entries: recorder.since(0),
    known: [
      { kind: 'number', value: canaries.number },
      { kind: 'name', value: canaries.name },
      { kind: 'name', value: canaries.agentName },
      { kind: 'id', value: canaries.password },
    ],
    random: seededRandom(seed),
  });
}

const messages = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly message?: string })
    .flatMap(({ message }) => message ?? []);

test.each(Object.entries(canaries))('no trace of %s', (_name, value) => {
  const text = report(1).toLowerCase();
  expect(text).not.toContain(value.toLowerCase());
  expect(text).not.toContain(encodeURIComponent(value).toLowerCase());
  const digits = value.replace(/\D/g, '');
  if (digits.length >= 6) expect(text.replace(/[\s().+-]/g, '')).not.toContain(digits);
});

test('what helps is there: methods, codes, codecs, directions, order', () => {
  const [first = '', ...rest] = messages(report(1));
  expect(first).toMatch(/^INVITE sip:name-\w{5}@host-\w{5} SIP\/2\.0$/m);
  expect(first).toContain('CSeq: 314159 INVITE');
  expect(first).toContain('a=rtpmap:111 opus/48000/2');
  expect(first).toContain('m=audio 49170 UDP/TLS/RTP/SAVPF 111 0');
  expect(first).toContain('a=ice-pwd[removed]');
  expect(first).toContain('Reason: Q.850;cause=16');
  expect(rest.join('\n')).toContain('SIP/2.0 486');
});

describe('pseudonyms', () => {
  const digitsIn = (text: string) =>
    [...text.matchAll(/Signal=(digit-\w{5})/g)].map(([, word]) => word);
  const numbersIn = (text: string) => [...text.matchAll(/number-\w{5}/g)].map(([word]) => word);

  test('are the same for the same value in one report', () => {
    const [seven, hash, again] = digitsIn(report(1));
    expect(again).toBe(seven);
    expect(hash).not.toBe(seven);
  });

  test('are others in the next report', () => {
    const [one, other] = [report(1), report(2)];
    expect(digitsIn(one).filter((word) => digitsIn(other).includes(word))).toEqual([]);
    expect(numbersIn(one).filter((word) => numbersIn(other).includes(word))).toEqual([]);
    expect(numbersIn(one).length).toBeGreaterThan(0);
  });
});

test('hostile text is text: one entry a line, nothing invisible in it', () => {
  const text = report(1, [
    '<script>alert(1)</script>\r\nX: \u202e\u0000',
    '{"sip":"in"}\n{"forged":1}',
  ]);
  const hidden = [...text].filter((character) => {
    const code = character.charCodeAt(0);
    return (code < 32 && character !== '\n') || code === 127 || (code >= 0x202a && code <= 0x202e);
  });
  expect(hidden).toEqual([]);
  expect(text).not.toContain('<script>');
  for (const line of text.trimEnd().split('\n'))
    expect(Object.keys(JSON.parse(line))).not.toContain('forged');
});

test('a long shift does not make a long report: the newest stays', () => {
  const noise = Array.from(
    { length: 500 },
    (_, n) =>
      `OPTIONS sip:a@b SIP/2.0\r\nCSeq: ${n} OPTIONS\r\nVia: SIP/2.0/WSS ${'h'.repeat(150)}${n};branch=${'z'.repeat(2_000)}${n}\r\n${'Allow: INVITE\r\n'.repeat(60)}`,
  );
  const text = report(3, noise);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(largestBlackBoxBytes);
  expect(text).toContain('CSeq: 499 OPTIONS');
});
