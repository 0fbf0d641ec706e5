import { describe, expect, test } from 'vitest';
import { leadColumns, vicidialMapping } from './lead-list.ts';
import { readLeadRow } from './lead-row.ts';

type Cells = Partial<Record<(typeof leadColumns)[number], string>>;
const usual: Cells = { phone_code: '1', phone_number: '5035550142', last_name: 'Doe' };
const read = (cells: Cells) =>
  readLeadRow(
    leadColumns.map((column) => ({ ...usual, ...cells })[column] ?? ''),
    vicidialMapping,
  );

describe('the number of a row', () => {
  test.each<[string, Cells, string | null, string[]]>([
    ['US with its code', {}, '+15035550142', []],
    ['US with the code in front', { phone_number: '15035550142' }, '+15035550142', []],
    ['US as people write it', { phone_number: '(503) 555-0142' }, '+15035550142', []],
    ['UK without its zero', { phone_code: '44', phone_number: '2079460123' }, '+442079460123', []],
    ['UK with its zero', { phone_code: '44', phone_number: '020 7946 0123' }, '+442079460123', []],
    [
      'UK mobile kept for drama',
      { phone_code: '44', phone_number: '07700900123' },
      '+447700900123',
      [],
    ],
    [
      'by country alone',
      { phone_code: '', country_code: 'GBR', phone_number: '02079460123' },
      '+442079460123',
      [],
    ],
    [
      'with a plus and no code',
      { phone_code: '', phone_number: '+442079460123' },
      '+442079460123',
      [],
    ],
    ['a spreadsheet’s .0', { phone_number: '5035550142.0' }, '+15035550142', []],
    ['a code with a plus', { phone_code: '+1' }, '+15035550142', []],
    ['no code and no country', { phone_code: '' }, null, ['unknown-country']],
    ['a code that no country has', { phone_code: '999' }, null, ['unknown-country']],
    ['rounded by a spreadsheet', { phone_number: '4.41E+11' }, null, ['scientific-notation']],
    ['rounded, German', { phone_number: '4,41E+11' }, null, ['scientific-notation']],
    ['N11 exchange', { phone_number: '5039110142' }, null, ['n11-exchange']],
    ['too short', { phone_number: '5550142' }, null, ['not-a-number']],
    ['a word', { phone_number: 'unknown' }, null, ['not-a-number']],
    ['none', { phone_number: '  ' }, null, ['no-number']],
    ['an extension', { phone_number: '5035550142 x12' }, '+15035550142', ['extension']],
    [
      'two, joined',
      { phone_number: '5035550142 ::: 5035550143' },
      '+15035550142',
      ['several-numbers'],
    ],
    [
      'two, the first broken',
      { phone_number: '555 ::: 5035550143' },
      '+15035550143',
      ['several-numbers', 'not-a-number'],
    ],
    [
      'Italy without the zero that belongs to it',
      { phone_code: '39', phone_number: '655501234' },
      '+390655501234',
      ['lost-leading-zero'],
    ],
    [
      'another country than the address',
      { country_code: 'GBR' },
      '+15035550142',
      ['country-and-code-differ'],
    ],
  ])('%s', (_what, cells, number, codes) => {
    const { draft, findings } = read(cells);
    expect(draft?.number ?? null).toBe(number);
    expect(findings.map((one) => one.code)).toEqual(codes);
  });
});

describe('a row’s person', () => {
  test.each<[string, Cells, string]>([
    ['an apostrophe', { first_name: 'Margaret', last_name: "O'Brien" }, "Margaret O'Brien"],
    ['a typographic one', { first_name: 'Siobhán', last_name: 'O’Neill' }, 'Siobhán O’Neill'],
    [
      'Vietnamese',
      { first_name: 'Hà', middle_initial: 'Thị', last_name: 'Nguyễn' },
      'Nguyễn Thị Hà',
    ],
    ['Chinese', { first_name: '若曦', last_name: '欧阳' }, '欧阳若曦'],
    [
      'a family that is Vietnamese only with its marks',
      { first_name: 'Ann', last_name: 'Mai' },
      'Ann Mai',
    ],
    [
      'an initial',
      { first_name: 'John', middle_initial: 'Q.', last_name: 'Okafor' },
      'John Q. Okafor',
    ],
    [
      'decomposed letters',
      { first_name: 'Ha\u0300', last_name: 'Nguye\u0302\u0303n' },
      'Nguye\u0302\u0303n Ha\u0300',
    ],
  ])('keeps %s', (_what, cells, full) => {
    expect(read(cells).draft?.name.full).toBe(full);
  });

  test('without a name is read, and said so', () => {
    const { draft, findings } = read({ last_name: '' });
    expect(draft?.name.full).toBe('');
    expect(findings).toEqual([{ code: 'no-name', column: 'last_name', value: '' }]);
  });

  test('has the address in one line, its zone’s places, and all numbers', () => {
    const { draft } = read({
      address1: '12 Alder Street',
      address2: 'Apt 4',
      city: 'Portland',
      state: 'OR',
      postal_code: '97205',
      country_code: 'USA',
      alt_phone: '503-555-0143 ::: 5035550142',
    });
    expect(draft?.address).toEqual({
      street: '12 Alder Street, Apt 4',
      town: 'Portland',
      region: 'OR',
      postalCode: '97205',
      country: 'US',
    });
    expect(draft?.phones.map((one) => one.number)).toEqual(['+15035550142', '+15035550143']);
  });

  test('gets a lost zero of the postal code back, in the US only', () => {
    const boston = read({ postal_code: '2134', country_code: 'US' });
    expect(boston.draft?.address.postalCode).toBe('02134');
    expect(boston.findings).toEqual([
      { code: 'lost-leading-zero', column: 'postal_code', value: '2134' },
    ]);
    const vienna = read({
      postal_code: '1010',
      country_code: 'AT',
      phone_code: '43',
      phone_number: '15550123',
    });
    expect(vienna.draft?.address.postalCode).toBe('1010');
  });

  test('is called for what the comments begin with; the rest is detail', () => {
    const { draft } = read({
      comments: 'Roof inspection, quote of 3 March; roof 2009; dog in the yard',
      security_phrase: 'gate code at the office',
      phone_number: '5035550142 ext. 7',
    });
    expect(draft?.why).toBe('Roof inspection, quote of 3 March');
    expect(draft?.detail).toBe('roof 2009 · dog in the yard · gate code at the office · ext. 7');
  });
});

describe('a row’s shape', () => {
  test('with too few cells is left out', () => {
    const { draft, findings } = readLeadRow(
      ['RC1', 'S', '1', '1', '5035550142', 'Mr'],
      vicidialMapping,
    );
    expect(draft).toBeNull();
    expect(findings.map((one) => one.code)).toEqual(['too-few-columns']);
  });

  test('with its empty end cut off is read', () => {
    const cells = ['', '', '', '1', '5035550142', '', 'Ann', '', 'Lee'];
    expect(readLeadRow(cells, vicidialMapping).draft?.name.full).toBe('Ann Lee');
  });

  test('with more cells than columns is read, and said so', () => {
    const cells = [...leadColumns.map((column) => usual[column] ?? ''), 'more'];
    const { draft, findings } = readLeadRow(cells, vicidialMapping);
    expect(draft?.number).toBe('+15035550142');
    expect(findings).toEqual([{ code: 'too-many-columns', column: '', value: 'more' }]);
  });

  test.each<[string, string, number, string[]]>([
    ['a number', '7', 7, []],
    ['below zero', '-3', -3, []],
    ['nothing', '', 0, []],
    ['a word', 'high', 0, ['not-a-rank']],
    ['beyond an integer', '99999999999', 0, ['not-a-rank']],
  ])('a rank that is %s', (_what, rank, expected, codes) => {
    const { draft, findings } = read({ rank });
    expect(draft?.rank).toBe(expected);
    expect(findings.map((one) => one.code)).toEqual(codes);
  });

  test('a text that is too long is cut, and said so', () => {
    const { draft, findings } = read({ comments: 'x'.repeat(600) });
    expect(draft?.why).toHaveLength(500);
    expect(findings.map((one) => one.code)).toEqual(['cut-to-fit']);
  });
});
