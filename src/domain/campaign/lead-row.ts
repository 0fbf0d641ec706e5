import { countryOf } from '../customer/country.ts';
import type { CustomerPhone, E164, PostalAddress } from '../customer/customer.ts';
import { fullName, nameKey, splitName } from '../customer/person-name.ts';
import { type PhoneReading, readPhone } from '../customer/phone-number.ts';
import { cleanText, narrow, type TextTrouble } from './cell-text.ts';
import { readDate } from './date-order.ts';
import type { LeadField, LeadMapping } from './lead-list.ts';

export type FindingCode =
  | TextTrouble
  | 'already-in-campaign'
  | 'ambiguous-date'
  | 'blocked-number'
  | 'broken-card'
  | 'country-and-code-differ'
  | 'country-unknown'
  | 'cut-to-fit'
  | 'duplicate-in-list'
  | 'extension'
  | 'full-width'
  | 'header-repeated'
  | 'known-customer'
  | 'lost-leading-zero'
  | 'n11-exchange'
  | 'no-name'
  | 'no-number'
  | 'not-a-date'
  | 'not-a-number'
  | 'not-a-rank'
  | 'not-an-email'
  | 'other-number-taken'
  | 'scientific-notation'
  | 'several-numbers'
  | 'shared-number'
  | 'stored-as-number'
  | 'too-few-columns'
  | 'too-many-columns'
  | 'unknown-country';

/** Something about a row that somebody should know: nothing is mended or dropped silently. */
export type Finding = {
  readonly code: FindingCode;
  /** Name of the column as the file has it; empty for the row as a whole. */
  readonly column: string;
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
const mostPhones = 20;
/** RFC 5321, 4.5.3.1: 64 for the local part, 255 for the domain. */
const longestEmail = 320;

/**
 * Reads one row. Without a number that can be called there is no draft, and a finding says why.
 *
 * @param numeric - Places of cells that the file holds as numbers and not as text (XLSX).
 */
export function readLeadRow(
  cells: readonly string[],
  mapping: LeadMapping,
  numeric: ReadonlySet<number> = noCells,
): RowReading {
  if (cells.length < mapping.fewestCells) {
    return skipped('too-few-columns', cells.join(' '));
  }
  const width = mapping.fields.length;
  if (isHeader(cells, mapping)) return skipped('header-repeated', cells.join(' '));
  const row = new Row(cells, mapping, numeric);
  const { findings } = row;
  const surplus = cells.slice(width).filter((cell) => cell.trim() !== '');
  if (surplus.length > 0) row.find('too-many-columns', '', surplus.join(' '));

  const writtenCountry = row.first('country');
  const country = countryOf(writtenCountry.text);
  if (writtenCountry.text !== '' && country === '') {
    row.find('country-unknown', writtenCountry.column, writtenCountry.text);
  }
  const context = {
    callingCode: narrow(row.first('calling-code').text).replace(/\D/g, ''),
    country: country || mapping.country,
  };
  const main = row.phones('phone', context);
  const further = row.phones('further-phone', context);
  const phones = [...main, ...further];
  const [called] = phones;
  if (!called) {
    if (!findings.some(({ code }) => isPhoneTrouble(code))) {
      row.find('no-number', row.columnOf('phone'), '');
    }
    return { draft: null, findings };
  }
  if (main.length === 0 && mapping.fields.includes('phone')) {
    row.find('other-number-taken', row.columnOf('phone'), called.number);
  }
  if (country !== '' && called.country !== '' && country !== called.country) {
    row.find('country-and-code-differ', writtenCountry.column, country);
  }
  const name = readName(row);
  const { why, detail } = readReason(row, called.extension);
  const draft: LeadDraft = {
    number: called.number,
    name: { full: name.full, given: name.given, family: name.family, title: row.line('title') },
    nameKey: nameKey(name),
    phones: distinctPhones(phones),
    email: readEmail(row),
    address: {
      street: row.cut('street', row.all('street').join(', ')),
      town: row.line('town'),
      region: row.line('region'),
      postalCode: readPostalCode(row, country || called.country),
      country: country || called.country,
    },
    why,
    detail,
    rank: readRank(row),
  };
  return { draft, findings };
}

const noCells: ReadonlySet<number> = new Set();

function skipped(code: FindingCode, value: string): RowReading {
  return { draft: null, findings: [{ code, column: '', value }] };
}

function isPhoneTrouble(code: FindingCode): boolean {
  return (
    code === 'not-a-number' ||
    code === 'n11-exchange' ||
    code === 'scientific-notation' ||
    code === 'unknown-country'
  );
}

/** Joined exports carry the header again in the middle. */
function isHeader(cells: readonly string[], { headers }: LeadMapping): boolean {
  const named = headers.filter((header) => header !== '');
  if (named.length < 2) return false;
  return headers.every(
    (header, place) => (cells[place] ?? '').trim().toLowerCase() === header.toLowerCase(),
  );
}

type Phone = Extract<PhoneReading, { ok: true }>;
type Cell = { readonly text: string; readonly column: string };

/** The cells of a row by what they are, each cleaned once, with what was found on the way. */
class Row {
  readonly findings: Finding[] = [];
  readonly #cells: readonly string[];
  readonly #mapping: LeadMapping;
  readonly #numeric: ReadonlySet<number>;

  constructor(cells: readonly string[], mapping: LeadMapping, numeric: ReadonlySet<number>) {
    this.#cells = cells;
    this.#mapping = mapping;
    this.#numeric = numeric;
  }

  find(code: FindingCode, column: string, value: string): void {
    this.findings.push({ code, column, value });
  }

  dateOrder(): LeadMapping['dateOrder'] {
    return this.#mapping.dateOrder;
  }

  columnOf(field: LeadField): string {
    const place = this.#mapping.fields.indexOf(field);
    return place < 0 ? '' : (this.#mapping.headers[place] ?? '');
  }

  /** The first cell of a field that holds something. */
  first(field: LeadField): Cell {
    for (const place of this.#places(field)) {
      const text = this.#clean(place, field);
      if (text !== '') return { text, column: this.#header(place) };
    }
    return { text: '', column: this.columnOf(field) };
  }

  all(field: LeadField): readonly string[] {
    return this.#places(field)
      .map((place) => this.#clean(place, field))
      .filter((text) => text !== '');
  }

  cells(field: LeadField): readonly Cell[] {
    return this.#places(field)
      .map((place) => ({ text: this.#clean(place, field), column: this.#header(place) }))
      .filter(({ text }) => text !== '');
  }

  /** The first cell of a field, no longer than the records take. */
  line(field: LeadField): string {
    return this.cut(field, this.first(field).text);
  }

  cut(field: LeadField, text: string): string {
    if (text.length <= longestLine) return text;
    this.find('cut-to-fit', this.columnOf(field), text);
    return text.slice(0, longestLine).toWellFormed();
  }

  /** All usable numbers of a field's cells; a cell may hold several. */
  phones(field: LeadField, context: Parameters<typeof readPhone>[1]): readonly Phone[] {
    return this.#places(field).flatMap((place) => {
      const column = this.#header(place);
      const cleaned = this.#clean(place, field);
      const text = narrow(cleaned);
      if (text !== cleaned) this.find('full-width', column, cleaned);
      const written = partsOfPhoneCell(text);
      if (written.length > 1) this.find('several-numbers', column, text);
      return written.flatMap((one) => this.#phone(one, column, context, this.#numeric.has(place)));
    });
  }

  #phone(
    written: string,
    column: string,
    context: Parameters<typeof readPhone>[1],
    isNumeric: boolean,
  ): readonly Phone[] {
    const reading = readPhone(written, context);
    if (!reading.ok) {
      this.find(reading.reason, column, written);
      return [];
    }
    if (reading.zeroRestored) this.find('lost-leading-zero', column, written);
    else if (isNumeric) this.find('stored-as-number', column, written);
    if (reading.extension !== '') this.find('extension', column, written);
    return [reading];
  }

  #places(field: LeadField): readonly number[] {
    const places: number[] = [];
    for (const [place, one] of this.#mapping.fields.entries())
      if (one === field) places.push(place);
    return places;
  }

  #header(place: number): string {
    return this.#mapping.headers[place] ?? '';
  }

  #clean(place: number, field: LeadField): string {
    const written = this.#cells[place] ?? '';
    const lineBreak = lineBreaks[field] ?? ' ';
    const { text, troubles } = cleanText(written, lineBreak);
    for (const trouble of troubles) {
      // A minus before a rank is a rank, and a plus before a number is a number.
      if (trouble === 'formula-text' && noFormulas.has(field)) continue;
      const said = { code: trouble, column: this.#header(place), value: showing(written) };
      const known = this.findings.some(
        (one) => one.code === said.code && one.column === said.column,
      );
      if (!known) this.findings.push(said);
    }
    return text;
  }
}

const lineBreaks: Partial<Record<LeadField, string>> = {
  phone: ' ::: ',
  'further-phone': ' ::: ',
  street: ', ',
  detail: ' · ',
};
const noFormulas: ReadonlySet<LeadField> = new Set([
  'phone',
  'further-phone',
  'calling-code',
  'rank',
]);

/** A value for the report: what cannot be seen is written by its code point. */
function showing(written: string): string {
  return written.trim().replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: shown by code point.
    /[\u0000-\u001f\u007f\u00a0\u00ad\u061c\u2007\u200b\u200e\u200f\u202a-\u202f\u2060-\u2069\ufeff]/g,
    (letter) => `[U+${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}

/** The numbers of a cell, apart: joined by ` ::: `, semicolons or lines, or by a slash or comma. */
function partsOfPhoneCell(text: string): readonly string[] {
  const uri = /^tel:([^;]+)(?:;.*?ext=(\d+))?.*$/i.exec(text);
  if (uri) return [uri[2] ? `${uri[1]} ext. ${uri[2]}` : (uri[1] ?? '')];
  return text
    .split(/\s*(?::::|;|\|)\s*/)
    .flatMap((one) => {
      const parts = one.split(/\s*[/,、，]\s*|\s+(?:or|oder|hoặc|或)\s+/);
      const whole = parts.every((part) => part.replace(/\D/g, '').length >= 7);
      return whole ? parts : [one];
    })
    .map((one) =>
      one
        // A text mark, a spreadsheet's decimal, and a word before the number have lost nothing.
        .replace(/^['’](?=[+(\d])/, '')
        .replace(/^(\d+)\.0$/, '$1')
        .replace(/^(?:\p{L}[\p{L}\s.]{0,12}:\s*)(?=[+(\d])/u, '')
        .trim(),
    )
    .filter((one) => one !== '');
}

function distinctPhones(phones: readonly Phone[]): readonly CustomerPhone[] {
  const distinct = new Map(phones.map(({ number, kind }) => [number, { number, kind }]));
  return [...distinct.values()].slice(0, mostPhones);
}

function readName(row: Row) {
  const parts = {
    given: row.line('given-name'),
    middle: row.line('middle-name'),
    family: row.line('family-name'),
  };
  const inParts = fullName(parts);
  const whole = row.line('full-name');
  if (inParts !== '') return { ...parts, full: whole || inParts };
  if (whole === '') {
    const column = row.columnOf('family-name') || row.columnOf('full-name');
    row.find('no-name', column, '');
    return { ...parts, full: '' };
  }
  const split = splitName(whole);
  // "O'Brien, Margaret" is how lists sort, not how anybody is called.
  return { ...split, full: whole.includes(',') ? fullName(split) : whole };
}

function readEmail(row: Row): string {
  const { text, column } = row.first('email');
  const written = narrow(text)
    .replace(/^mailto:/i, '')
    .split(/[;,\s]+/)
    .find((one) => one !== '');
  if (written === undefined) return '';
  const fits = written.length <= longestEmail && /^[^@\s]+@[^@\s]+\.[^@\s]{2,}$/.test(written);
  if (fits) return written;
  row.find('not-an-email', column, text);
  return '';
}

/**
 * Why we call and the detail beneath it. VICIdial's `comments` up to its first semicolon is why;
 * what follows is detail, and so are the columns for it and an extension at the end.
 */
function readReason(row: Row, extension: string) {
  const why = row.line('why');
  const [first = '', ...rest] = row
    .line('comments')
    .split(';')
    .map((part) => part.trim());
  const dates = row.cells('date').map(({ text, column }) => {
    const reading = readDate(text, row.dateOrder());
    if (!reading.ok) row.find(reading.reason, column, text);
    return `${column}: ${reading.ok ? reading.date : text}`;
  });
  const comments = why === '' ? rest : [first, ...rest];
  const details = [...comments, ...row.all('detail'), ...dates, extension && `ext. ${extension}`];
  return { why: why || first, detail: row.cut('detail', details.filter(Boolean).join(' · ')) };
}

/** US postal codes have five digits: a spreadsheet makes `02134` a `2134`. */
function readPostalCode(row: Row, country: string): string {
  const { text, column } = row.first('postal-code');
  const code = narrow(text);
  if (country !== 'US' || !/^\d{3,4}$/.test(code)) return row.cut('postal-code', code);
  row.find('lost-leading-zero', column, code);
  return code.padStart(5, '0');
}

function readRank(row: Row): number {
  const { text, column } = row.first('rank');
  const rank = narrow(text);
  if (rank === '') return 0;
  if (/^-?\d{1,6}$/.test(rank)) return Number(rank);
  row.find('not-a-rank', column, text);
  return 0;
}
