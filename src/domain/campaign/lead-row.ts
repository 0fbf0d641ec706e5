import { countryOf } from '../customer/country.ts';
import type { CustomerPhone, E164, PostalAddress } from '../customer/customer.ts';
import { fullName, nameKey } from '../customer/person-name.ts';
import { type PhoneReading, readPhone } from '../customer/phone-number.ts';
import { isCut, type LeadColumn, type LeadListLayout, unquote } from './lead-list.ts';

export type FindingCode =
  | 'already-in-campaign'
  | 'blocked-number'
  | 'country-and-code-differ'
  | 'cut-to-fit'
  | 'duplicate-in-list'
  | 'extension'
  | 'known-customer'
  | 'lost-leading-zero'
  | 'n11-exchange'
  | 'no-name'
  | 'no-number'
  | 'not-a-number'
  | 'not-a-rank'
  | 'scientific-notation'
  | 'several-numbers'
  | 'shared-number'
  | 'too-few-columns'
  | 'too-many-columns'
  | 'unknown-country';

/** Something about a row that somebody should know: nothing is mended or dropped silently. */
export type Finding = {
  readonly code: FindingCode;
  readonly column: LeadColumn | '';
  readonly value: string;
};

/** A row as a person and a reason to call, before the center's own records are looked at. */
export type LeadDraft = {
  readonly number: E164;
  readonly name: {
    readonly full: string;
    readonly given: string;
    readonly family: string;
    readonly title: string;
  };
  /** Compares people; see `nameKey`. */
  readonly nameKey: string;
  readonly phones: readonly CustomerPhone[];
  readonly email: string;
  readonly address: PostalAddress;
  readonly why: string;
  readonly detail: string;
  readonly rank: number;
};

export type RowReading = {
  readonly draft: LeadDraft | null;
  readonly findings: readonly Finding[];
};

/** The longest line that the records take. */
const longestLine = 500;

/** Reads one row. Without a number that can be called there is no draft, and a finding says why. */
export function readLeadRow(cells: readonly string[], layout: LeadListLayout): RowReading {
  if (isCut(cells, layout)) {
    const finding: Finding = { code: 'too-few-columns', column: '', value: cells.join(' ') };
    return { draft: null, findings: [finding] };
  }
  const findings: Finding[] = [];
  const cell = (column: LeadColumn): string => {
    const place = layout.places.get(column);
    const value = place === undefined ? '' : unquote(cells[place] ?? '').trim();
    if (value.length <= longestLine) return value;
    findings.push({ code: 'cut-to-fit', column, value });
    return value.slice(0, longestLine).toWellFormed();
  };
  if (cells.length > layout.width) {
    const value = cells.slice(layout.width).join(' ');
    findings.push({ code: 'too-many-columns', column: '', value });
  }
  const country = countryOf(cell('country_code'));
  const context = { callingCode: cell('phone_code').replace(/\D/g, ''), country };
  const read = readPhones(cell('phone_number'), 'phone_number', context, findings);
  const [main, ...further] = read;
  if (!main) return { draft: null, findings };
  const alternative = readPhones(cell('alt_phone'), 'alt_phone', context, findings);
  if (country !== '' && main.country !== '' && country !== main.country) {
    findings.push({ code: 'country-and-code-differ', column: 'country_code', value: country });
  }
  const parts = {
    given: cell('first_name'),
    middle: cell('middle_initial'),
    family: cell('last_name'),
  };
  const full = fullName(parts);
  if (full === '') findings.push({ code: 'no-name', column: 'last_name', value: '' });
  const { why, detail } = reasonOf(cell('comments'), cell('security_phrase'), main.extension);
  const draft: LeadDraft = {
    number: main.number,
    name: { full, given: parts.given, family: parts.family, title: cell('title') },
    nameKey: nameKey(parts),
    phones: distinctPhones([main, ...further, ...alternative]),
    email: cell('email'),
    address: {
      street: [cell('address1'), cell('address2'), cell('address3')].filter(Boolean).join(', '),
      town: cell('city'),
      region: cell('state') || cell('province'),
      postalCode: postalCode(cell('postal_code'), country || main.country, findings),
      country: country || main.country,
    },
    why,
    detail,
    rank: rankOf(cell('rank'), findings),
  };
  return { draft, findings };
}

type Phone = Extract<PhoneReading, { ok: true }>;

/** All usable numbers of a cell; a list may hold several in one, joined by ` ::: `. */
function readPhones(
  text: string,
  column: 'phone_number' | 'alt_phone',
  context: Parameters<typeof readPhone>[1],
  findings: Finding[],
): readonly Phone[] {
  // A spreadsheet's `5035550142.0` has lost nothing.
  const written = text
    .split(/\s*(?::::|;)\s*/)
    .map((one) => one.replace(/^(\d+)\.0$/, '$1'))
    .filter((one) => one !== '');
  if (written.length === 0 && column === 'phone_number') {
    findings.push({ code: 'no-number', column, value: '' });
  }
  if (written.length > 1) findings.push({ code: 'several-numbers', column, value: text });
  return written.flatMap((one) => {
    const reading = readPhone(one, context);
    if (!reading.ok) {
      findings.push({ code: reading.reason, column, value: one });
      return [];
    }
    if (reading.zeroRestored) findings.push({ code: 'lost-leading-zero', column, value: one });
    if (reading.extension !== '') findings.push({ code: 'extension', column, value: one });
    return [reading];
  });
}

function distinctPhones(phones: readonly Phone[]): readonly CustomerPhone[] {
  const distinct = new Map(phones.map(({ number, kind }) => [number, { number, kind }]));
  return [...distinct.values()].slice(0, 20);
}

/**
 * `comments` up to its first semicolon is why we call; what follows is the detail beneath, with
 * `security_phrase`, which lists use for whatever has no column, and an extension at the end.
 */
function reasonOf(comments: string, phrase: string, extension: string) {
  const [why = '', ...rest] = comments.split(';').map((part) => part.trim());
  const further = [...rest, phrase, extension && `ext. ${extension}`];
  return { why, detail: further.filter(Boolean).join(' · ').slice(0, longestLine).toWellFormed() };
}

/** US postal codes have five digits: a spreadsheet makes `02134` a `2134`. */
function postalCode(code: string, country: string, findings: Finding[]): string {
  if (country !== 'US' || !/^\d{3,4}$/.test(code)) return code;
  findings.push({ code: 'lost-leading-zero', column: 'postal_code', value: code });
  return code.padStart(5, '0');
}

function rankOf(text: string, findings: Finding[]): number {
  if (text === '') return 0;
  if (/^-?\d{1,6}$/.test(text)) return Number(text);
  findings.push({ code: 'not-a-rank', column: 'rank', value: text });
  return 0;
}
