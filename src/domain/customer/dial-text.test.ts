import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isE164 } from './customer.ts';
import { isNameText, readDialText, readPhoneLink } from './dial-text.ts';

describe('a number in any form', () => {
  test.each([
    ['+1 503 555 0142', '', '+15035550142'],
    ['(503) 555-0142', 'US', '+15035550142'],
    ['503.555.0142', 'US', '+15035550142'],
    ['1-503-555-0142', 'US', '+15035550142'],
    ['011 44 20 7946 0018', 'US', '+442079460018'],
    ['020 7946 0018', 'GB', '+442079460018'],
    ['+44 (0)20 7946 0018', '', '+442079460018'],
    ['0044 20 7946 0018', 'GB', '+442079460018'],
    ['07700 900123', 'GB', '+447700900123'],
    ['tel:+1-503-555-0142', '', '+15035550142'],
    ['tel:020-7946-0018;phone-context=+44', 'US', '+442079460018'],
    ['sip:+15035550142@pbx.example;user=phone', '', '+15035550142'],
    ['\u00a0+44\u00a020\u00a07946\u00a00018 ', '', '+442079460018'],
  ])('%s (%s)', (text, country, number) => {
    expect(readDialText(text, country)?.number).toBe(number);
  });

  test.each([
    ['020 7946 0018', ''],
    ['020 7946 0018', 'US'],
    ['12', 'US'],
    ['+1', 'US'],
    ['4.41E+11', 'GB'],
    ['Nora Bell', 'US'],
    ['sip:nora@pbx.example', 'US'],
    ['*21*5035550142#', 'US'],
    [`+1${'5'.repeat(200)}`, 'US'],
    ['', 'US'],
  ])('not a whole number: %s (%s)', (text, country) => {
    expect(readDialText(text, country)).toBeNull();
  });

  test.each([
    ['020 7946 0018 ext. 12', 'GB', '12'],
    ['(503) 555-0142 x7', 'US', '7'],
    ['tel:+15035550142;ext=204', '', '204'],
  ])('an extension is kept apart: %s', (text, country, extension) => {
    expect(readDialText(text, country)).toMatchObject({ extension });
  });

  test('whatever is typed, only a whole number comes out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
        const reading = readDialText(text, 'US');
        expect(reading === null || isE164(reading.number)).toBe(true);
      }),
    );
  });
});

describe('a link of another program', () => {
  test.each([
    ['tel:*21*+15035550142%23'],
    ['tel:%2321%23'],
    ['tel:+1503555%0d%0a0142'],
    ['tel:'],
    ['tel:javascript:alert(1)'],
    ['sip:nora@pbx.example'],
    ['sip:anonymous@anonymous.invalid'],
    ['tel:+15035550142;ext=9,,1'],
    [`tel:+1${'0'.repeat(400)}`],
    ['tel:+1503\u202e555'],
    ['tel:%E0%A4%A'],
  ])('is refused: %s', (link) => {
    const read = readPhoneLink(link);
    expect(read?.ok).toBe(false);
    expect(read?.ok === false && read.shown.length <= 40).toBe(true);
  });

  test('that is no telephone link is nobody’s business', () => {
    expect(readPhoneLink('https://example.com')).toBeNull();
    expect(readPhoneLink('+15035550142')).toBeNull();
  });

  test('whatever it is, what comes out is digits and their decoration', () => {
    const anyLink = fc
      .tuple(fc.constantFrom('tel:', 'sip:', 'SIPS:', 'tel://'), fc.string({ maxLength: 400 }))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(anyLink, (link) => {
        const read = readPhoneLink(link);
        if (read?.ok) expect(read.text).toMatch(/^\+?[\d\s().-]+( ext\. \d{1,10})?$/);
        else expect(read?.shown).toMatch(/^[\x20-\x7e]{0,40}$/);
      }),
    );
  });
});

test.each([
  ['Nora', true],
  ['Nguyễn', true],
  ['欧阳', true],
  ['+1 503 555 0142', false],
  ['020 7946 0018 ext 12', false],
  ['503 555 0142 x7', false],
  ['sip:+15035550142@pbx.example', false],
  ['4711', false],
])('a name or a number: %s', (text, isName) => {
  expect(isNameText(text)).toBe(isName);
});
