import ICAL from 'ical.js';
import type { Encoding } from '../../../domain/campaign/encoding-guess.ts';
import type { LeadField } from '../../../domain/campaign/lead-list.ts';
import { decodeAs } from './decode.ts';
import { refuseTooMany, type Table, type TableRow } from './table.ts';

/** The columns that cards are laid out in. */
const cardHeaders = [
  'FN',
  'N.family',
  'N.given',
  'N.additional',
  'N.prefix',
  'TEL',
  'EMAIL',
  'ADR.street',
  'ADR.locality',
  'ADR.region',
  'ADR.code',
  'ADR.country',
  'ORG',
  'TITLE',
  'NOTE',
] as const;

/** What each of them is: cards say it themselves. */
const cardFields: readonly LeadField[] = [
  'full-name',
  'family-name',
  'given-name',
  'middle-name',
  'title',
  'phone',
  'email',
  'street',
  'town',
  'region',
  'postal-code',
  'country',
  'detail',
  'ignore',
  'detail',
];

/** Pictures, sounds and keys are never looked at. */
const ignored = /^(?:PHOTO|LOGO|SOUND|KEY)$/i;
const beginning = /^BEGIN:VCARD\s*$/i;
const ending = /^END:VCARD\s*$/i;
const quotedPrintable = /^[^:]*ENCODING=QUOTED-PRINTABLE/i;

/**
 * Reads vCards 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350): folded lines, quoted-printable with its own
 * soft breaks and charset, groups, parameters without names. A card that cannot be read is one
 * broken row, and the others are read.
 */
export function readCards(content: Uint8Array, encoding: Encoding): Table {
  const rows: TableRow[] = [];
  let lines: string[] | null = null;
  let start = 0;
  const take = (broken: string | null) => {
    if (lines === null) return;
    rows.push(broken === null ? readCard(lines, start) : brokenRow(start, broken));
    refuseTooMany(rows.length);
    lines = null;
  };
  for (const { line, row } of unfolded(content, encoding)) {
    if (beginning.test(line.trim())) {
      take('The card has no end.');
      lines = [];
      start = row;
    } else if (ending.test(line.trim())) take(null);
    else lines?.push(line);
  }
  take('The card has no end.');
  return { rows, emptyRows: 0, headers: cardHeaders, fields: cardFields };
}

function brokenRow(row: number, broken: string): TableRow {
  return { row, cells: [], broken };
}

/** Lines put together again: a space begins a continuation, `=` ends a quoted-printable one. */
function* unfolded(content: Uint8Array, encoding: Encoding) {
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  // Bytes as letters, because a charset may stand at a single line.
  const bytes = wide
    ? Buffer.from(decodeAs(content, encoding), 'utf8').toString('latin1')
    : Buffer.from(content)
        .toString('latin1')
        .replace(/^\u00ef\u00bb\u00bf/, '');
  const usual: Encoding = wide ? 'utf-8' : encoding;
  // The lines of one property, joined once: a folded picture has many thousands.
  let parts: string[] = [];
  let isQuoted = false;
  let row = 0;
  let start = 1;
  const whole = () => ({ line: property(parts.join(''), usual), row: start });
  for (const line of bytes.split(/\r\n|\n|\r/)) {
    row += 1;
    const last = parts.at(-1) ?? '';
    if (isQuoted && last.endsWith('=')) {
      parts[parts.length - 1] = last.slice(0, -1);
      parts.push(line);
    } else if (/^[ \t]/.test(line) && parts.length > 0) parts.push(line.slice(1));
    else {
      if (parts.length > 0) yield whole();
      parts = line === '' ? [] : [line];
      isQuoted = quotedPrintable.test(line);
      start = row;
    }
  }
  if (parts.length > 0) yield whole();
}

/** One property as vCard 3.0 writes it, in letters. */
function property(line: string, usual: Encoding): string {
  const colon = colonOf(line);
  if (colon < 0) return decodeLatin(line, usual);
  const [name = '', ...parameters] = line.slice(0, colon).split(';');
  const bare = name.replace(/^.*\./, '').toUpperCase();
  const value = line.slice(colon + 1);
  const charset = parameters.map((one) => /^CHARSET=(.+)$/i.exec(one)?.[1]).find(Boolean);
  const encoding = charset ? knownEncoding(charset, usual) : usual;
  const isQuoted = parameters.some((one) => /^(?:ENCODING=)?QUOTED-PRINTABLE$/i.test(one));
  const text = isQuoted
    ? escapeBreaks(decodeLatin(fromQuotedPrintable(value), encoding))
    : decodeLatin(value, encoding);
  const kept = parameters
    .filter((one) => !/^(?:CHARSET|ENCODING)=|^QUOTED-PRINTABLE$|^BASE64$/i.test(one))
    // vCard 2.1 writes `TEL;CELL;PREF:` where 3.0 has `TEL;TYPE=CELL,PREF:`.
    .map((one) => (one.includes('=') ? one : `TYPE=${one}`));
  return `${[bare, ...kept].join(';')}:${text}`;
}

/** The colon that ends the parameters; one within quotes does not. */
function colonOf(line: string): number {
  let quoted = false;
  for (let place = 0; place < line.length; place += 1) {
    if (line[place] === '"') quoted = !quoted;
    else if (line[place] === ':' && !quoted) return place;
  }
  return -1;
}

function decodeLatin(bytes: string, encoding: Encoding): string {
  return decodeAs(Buffer.from(bytes, 'latin1'), encoding);
}

function fromQuotedPrintable(value: string): string {
  return value.replace(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function escapeBreaks(text: string): string {
  return text.replace(/\r\n|\n|\r/g, '\\n');
}

function knownEncoding(charset: string, usual: Encoding): Encoding {
  const label = charset.replaceAll('"', '').toLowerCase();
  if (/^utf-?8$/.test(label)) return 'utf-8';
  if (/^(?:gbk|gb2312|gb18030)$/.test(label)) return 'gb18030';
  if (/^(?:iso-8859-1|latin1|windows-1252|us-ascii)$/.test(label)) return 'windows-1252';
  return label === 'windows-1258' ? 'windows-1258' : label === 'big5' ? 'big5' : usual;
}

type Property = readonly [
  string,
  Readonly<Record<string, string | readonly string[]>>,
  string,
  ...unknown[],
];

function readCard(lines: readonly string[], row: number): TableRow {
  const wanted = lines.filter((line) => !ignored.test(/^[^;:]*/.exec(line)?.[0] ?? ''));
  const hasVersion = wanted.some((line) => /^VERSION:/i.test(line));
  const text = [
    'BEGIN:VCARD',
    // A 2.1 card was written anew as 3.0 above.
    ...(hasVersion ? [] : ['VERSION:3.0']),
    ...wanted.map((line) => line.replace(/^VERSION:2\.1\s*$/i, 'VERSION:3.0')),
    'END:VCARD',
  ].join('\r\n');
  let properties: readonly Property[];
  try {
    const [, parsed] = ICAL.parse(text) as unknown as [string, readonly Property[]];
    properties = parsed;
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return brokenRow(row, cause.slice(0, 200));
  }
  const of = (name: string) => properties.filter((one) => one[0] === name);
  const [family, given, additional, prefix] = parts(of('n')[0]);
  const address = parts([...of('adr')].sort(byPreference)[0]);
  const [, , , locality, region, code, country] = address;
  const street = [address[2], address[1], address[0]].filter(Boolean).join(', ');
  const numbers = [...of('tel')]
    .filter((one) => !isFax(one))
    .sort(byPreference)
    .map(value);
  const cells = [
    value(of('fn')[0]),
    family ?? '',
    given ?? '',
    additional ?? '',
    prefix ?? '',
    numbers.map(numberOf).join(' ::: '),
    [...of('email')].sort(byPreference).map(value)[0] ?? '',
    street,
    locality ?? '',
    region ?? '',
    code ?? '',
    country ?? '',
    parts(of('org')[0]).filter(Boolean).join(', '),
    value(of('title')[0]),
    of('note').map(value).join('\n'),
  ];
  return { row, cells };
}

function value(property: Property | undefined): string {
  const found = property?.[3];
  return typeof found === 'string' ? found : parts(property).join(' ').trim();
}

function parts(property: Property | undefined): readonly string[] {
  const found = property?.[3];
  if (!Array.isArray(found)) return found === undefined ? [] : [String(found)];
  return found.map((part: unknown) => (Array.isArray(part) ? part.join(' ') : String(part)));
}

/** `tel:+1-503-555-0142;ext=7` as people write it. */
function numberOf(text: string): string {
  const uri = /^tel:([^;]+)(?:;.*?ext=(\d+))?/i.exec(text);
  if (!uri) return text;
  return uri[2] ? `${uri[1]} ext. ${uri[2]}` : (uri[1] ?? '');
}

function types(property: Property): readonly string[] {
  const type = property[1]['type'];
  const all = typeof type === 'string' ? type.split(',') : [...(type ?? [])];
  return all.map((one) => one.toLowerCase());
}

function isFax(property: Property): boolean {
  return types(property).includes('fax') && !types(property).includes('voice');
}

/** PREF as 4.0 counts it (1 first), as 3.0 marks it, then mobile numbers. */
function byPreference(one: Property, other: Property): number {
  return preference(one) - preference(other);
}

function preference(property: Property): number {
  const pref = Number(property[1]['pref']);
  if (pref > 0) return pref;
  if (types(property).includes('pref')) return 1;
  return types(property).includes('cell') ? 101 : 102;
}
