import { describe, expect, test } from 'vitest';
import { redact } from './redaction.ts';

describe('the log never holds a number or a secret', () => {
  test.each([
    ['international number', 'call to +15035550142 ended', 'call to [number] ended'],
    ['grouped number', 'call to +1 (503) 555-0142 ended', 'call to [number] ended'],
    ['sip address', 'INVITE sip:5035550142@pbx SIP/2.0', 'INVITE sip:[number]@pbx SIP/2.0'],
    ['tel address', 'tel:+442079460123', 'tel:[number]'],
    ['plain number', 'number 2079460123 is busy', 'number [number] is busy'],
    ['password', '{"password":"it\\"s me"}', '{"password":"[secret]"}'],
    [
      'digest',
      '"m":"Authorization: Digest u=\\"a\\", response=\\"b\\"\\r\\nTo: x"',
      '"m":"Authorization: [secret]\\r\\nTo: x"',
    ],
    ['bearer', 'authorization Bearer abc.def', 'authorization Bearer [secret]'],
    ['bare token', 'got eyJhbGciOi.eyJzdWIiOi.c2ln', 'got [secret]'],
  ])('%s', (_name, line, expected) => {
    expect(redact(line)).toBe(expected);
  });

  test.each([
    ['ids', 'work 0199c5a2-7b1c-7def-8000-1234567890ab'],
    ['times', '"time":"2026-11-22T03:40:00.123Z","atMs":123456.789'],
    ['user names', 'sip:agent7@practice'],
  ])('%s stay readable', (_name, line) => {
    expect(redact(line)).toBe(line);
  });
});
