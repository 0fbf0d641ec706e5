import { createHash } from 'node:crypto';
import type {
  ImportAnalysis,
  ImportSettings,
  PreviewRow,
} from '../../../contract/http/lead-import.ts';
import {
  type ColumnGuess,
  guessTable,
  type TableGuess,
} from '../../../domain/campaign/column-guess.ts';
import { dateOrderOf } from '../../../domain/campaign/date-order.ts';
import { sniffDelimiter } from '../../../domain/campaign/delimiter.ts';
import {
  fewestCellsOf,
  headerKey,
  type LeadField,
  type LeadMapping,
} from '../../../domain/campaign/lead-list.ts';
import { readLeadRow } from '../../../domain/campaign/lead-row.ts';
import type { PlacedDraft } from '../../db/schema.ts';
import { timeZoneOf } from '../../place/time-zone.ts';
import { type FileRow, type MergedRow, mergeRows } from '../merge.ts';
import { decodeAs, guessEncoding } from './decode.ts';
import { readDelimited } from './delimited.ts';
import { type Table, Unusable } from './table.ts';
import type { Workbook } from './workbook.ts';

/** What a file turned out to be, before its columns were given a meaning. */
export type Shape = Pick<
  ImportAnalysis,
  'format' | 'encoding' | 'delimiter' | 'sheets' | 'sheet' | 'hasHeader' | 'rows' | 'emptyRows'
> & {
  readonly headers: readonly string[];
  readonly columns: readonly (ColumnGuess & { readonly samples: readonly string[] })[];
  /** The same for every file with this header; null for one without. */
  readonly signature: string | null;
  /** Several sheets hold rows and nobody chose one. */
  readonly sheetIsOpen: boolean;
};

/** A row as it goes into the center. */
export type PlacedRow = Omit<MergedRow, 'draft'> & { readonly draft: PlacedDraft | null };

/** What the columns mean, as somebody chose it or as it was guessed. */
export type Meaning = { readonly fields: readonly LeadField[]; readonly country: string };

const rowsGuessedBy = 200;
const rowsShown = 50;
const progressEveryRows = 1_000;

/** One file while somebody decides how it is to be read. Holds it whole; nothing is stored. */
export class LeadFile {
  readonly #content: Buffer;
  #workbook: Workbook | null = null;
  #table: Table | null = null;
  #tableKey = '';
  #guess: TableGuess | null = null;
  #merged: readonly MergedRow[] = [];

  constructor(content: Buffer) {
    this.#content = content;
  }

  /** Reads the file as it is asked, and guesses what was not. Throws `Unusable`. */
  async shape(settings: ImportSettings): Promise<Shape> {
    const content = this.#content;
    if (content.length === 0) {
      throw new Unusable('unsupported-format', 'no-rows', 'The file has no rows.');
    }
    if (isZip(content)) return this.#shapeWorkbook(settings);
    if (isOldWorkbook(content)) {
      const detail = 'This is an old .xls workbook. Save it as .xlsx or CSV and try again.';
      throw new Unusable('unsupported-format', 'old-workbook', detail);
    }
    const { encoding: guessed, confidence } = guessEncoding(content);
    const encoding = { used: settings.encoding ?? guessed, guessed, confidence };
    if (looksLikeCards(content)) {
      const { readCards } = await import('./cards.ts');
      const table = this.#keep(`cards ${encoding.used}`, () => readCards(content, encoding.used));
      return this.#finish(settings, table, { format: 'cards', encoding, delimiter: null });
    }
    refuseBinary(content, guessed);
    let text: string | null = null;
    const decoded = () => {
      text ??= decodeAs(content, encoding.used);
      return text;
    };
    const sniffed = sniffDelimiter(decoded().slice(0, 65_536));
    const delimiter = { used: settings.delimiter ?? sniffed ?? ',', guessed: sniffed ?? ',' };
    const key = `text ${encoding.used} ${delimiter.used}`;
    const table = this.#keep(key, () => readDelimited(decoded(), delimiter.used));
    return this.#finish(settings, table, { format: 'text', encoding, delimiter });
  }

  /** The first rows as they would come in. */
  preview(meaning: Meaning): readonly PreviewRow[] {
    const mapping = this.#mapping(meaning);
    const rows = this.#data().slice(0, rowsShown);
    const merged = mergeRows(this.#read(rows, mapping), mapping.headers[phonePlace(mapping)] ?? '');
    return merged.map(({ row, outcome, findings, draft }, place) => ({
      row,
      outcome,
      cells: (rows[place]?.cells ?? []).map((cell) => cell.slice(0, 200)),
      name: draft?.name.full ?? '',
      number: draft?.number ?? '',
      furtherNumbers: Math.max(0, (draft?.phones.length ?? 0) - 1),
      address: draft
        ? [draft.address.street, draft.address.town, draft.address.region, draft.address.postalCode]
            .filter(Boolean)
            .join(', ')
        : '',
      email: draft?.email ?? '',
      why: [draft?.why, draft?.detail].filter(Boolean).join(' · '),
      findings: findings.map(({ code, column, value }) => ({
        code,
        column,
        value: value.slice(0, 80).toWellFormed(),
      })),
    }));
  }

  /** Reads every row and merges those of one person; `slice` then hands them out. */
  readAll(meaning: Meaning, onProgress: (done: number, total: number) => void): number {
    const mapping = this.#mapping(meaning);
    const column = mapping.headers[phonePlace(mapping)] ?? '';
    this.#merged = mergeRows(this.#read(this.#data(), mapping, onProgress), column);
    return this.#merged.length;
  }

  slice(from: number, count: number): readonly PlacedRow[] {
    return this.#merged.slice(from, from + count).map(({ draft, ...row }) => ({
      ...row,
      draft: draft && { ...draft, timeZone: timeZoneOf(draft.address) },
    }));
  }

  async #shapeWorkbook(settings: ImportSettings): Promise<Shape> {
    // Loaded when it is needed: most lists are text.
    this.#workbook ??= await (await import('./workbook.ts')).readWorkbook(this.#content);
    const sheets = this.#workbook.map(({ name, table }) => ({ name, rows: table.rows.length }));
    const filled = this.#workbook.filter(({ table }) => table.rows.length > 0);
    const asked = this.#workbook.find(({ name }) => name === settings.sheet);
    const sheet = asked ?? filled[0] ?? this.#workbook[0];
    if (!sheet) {
      throw new Unusable('unsupported-format', 'no-rows', 'The workbook has no sheets.');
    }
    const table = this.#keep(`workbook ${sheet.name}`, () => sheet.table);
    const shape = this.#finish(settings, table, {
      format: 'workbook',
      encoding: null,
      delimiter: null,
    });
    return { ...shape, sheets, sheet: sheet.name, sheetIsOpen: !asked && filled.length > 1 };
  }

  #keep(key: string, read: () => Table): Table {
    if (this.#table && this.#tableKey === key) return this.#table;
    this.#table = read();
    this.#tableKey = key;
    return this.#table;
  }

  #finish(
    settings: ImportSettings,
    table: Table,
    how: Pick<Shape, 'format' | 'encoding' | 'delimiter'>,
  ): Shape {
    const first = table.rows.slice(0, rowsGuessedBy).map(({ cells }) => cells);
    const sample = table.headers ? [table.headers, ...first] : first;
    const hasHeader = table.headers ? true : settings.hasHeader;
    const guess = guessTable(sample, { hasHeader });
    this.#guess = guess;
    const data = this.#data();
    const named = guess.headers.filter((header) => header !== '');
    return {
      ...how,
      sheets: [],
      sheet: null,
      hasHeader: guess.hasHeader,
      rows: data.length,
      emptyRows: table.emptyRows,
      headers: guess.headers,
      columns: guess.columns.map((column, place) => ({
        ...(table.fields ? { field: table.fields[place] ?? 'ignore', confidence: 1 } : column),
        samples: data
          .slice(0, rowsGuessedBy)
          .map(({ cells }) => (cells[place] ?? '').trim().slice(0, 60).toWellFormed())
          .filter((cell) => cell !== '')
          .slice(0, 3),
      })),
      signature: guess.hasHeader && named.length > 0 ? signatureOf(guess.headers) : null,
      sheetIsOpen: false,
    };
  }

  /** The rows without the header. */
  #data(): Table['rows'] {
    const table = this.#table;
    if (!table) throw new Error('the file was not read yet');
    return this.#guess?.hasHeader && !table.headers ? table.rows.slice(1) : table.rows;
  }

  #mapping({ fields, country }: Meaning): LeadMapping {
    const headers = this.#guess?.headers ?? [];
    const all = headers.map((_, place) => fields[place] ?? 'ignore');
    const named = headers.map((header, place) => header || `column ${place + 1}`);
    const places = all.flatMap((field, place) => (field === 'date' ? [place] : []));
    const data = this.#data();
    const dates = function* () {
      for (const { cells } of data) for (const place of places) yield cells[place] ?? '';
    };
    return {
      fields: all,
      headers: named,
      country,
      dateOrder: places.length === 0 ? null : dateOrderOf(dates()),
      fewestCells: fewestCellsOf(named, all),
    };
  }

  *#read(
    rows: Table['rows'],
    mapping: LeadMapping,
    onProgress: (done: number, total: number) => void = () => undefined,
  ): Generator<FileRow> {
    for (const [place, { row, cells, numeric, broken }] of rows.entries()) {
      if (place % progressEveryRows === 0) onProgress(place, rows.length);
      if (broken !== undefined) {
        yield { row, draft: null, findings: [{ code: 'broken-card', column: '', value: broken }] };
      } else {
        const places = numeric ? new Set(numeric) : undefined;
        yield { row, ...readLeadRow(cells, mapping, places) };
      }
    }
  }
}

function phonePlace(mapping: LeadMapping): number {
  return mapping.fields.indexOf('phone');
}

function signatureOf(headers: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(headers.map(headerKey)))
    .digest('hex');
}

function looksLikeCards(content: Uint8Array): boolean {
  const start = Buffer.from(content.subarray(0, 4_096)).toString('latin1').replaceAll('\0', '');
  return /^[^A-Za-z]*BEGIN:VCARD/i.test(start);
}

function isZip(content: Buffer): boolean {
  return content.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]));
}

/** OLE2 compound files: .xls of Excel 97 and older mail and document formats. */
function isOldWorkbook(content: Buffer): boolean {
  return content.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));
}

function refuseBinary(content: Buffer, guessed: string): void {
  if (guessed.startsWith('utf-16')) return;
  if (!content.subarray(0, 65_536).includes(0)) return;
  const detail =
    'The file is not text, not an .xlsx workbook and not a vCard. Export the list as CSV or XLSX.';
  throw new Unusable('unsupported-format', 'not-a-list', detail);
}
