import { type Options, parse } from 'csv-parse/sync';
import type { Delimiter } from '../../../domain/campaign/delimiter.ts';
import { mostColumns, refuseTooMany, type Table, type TableRow } from './table.ts';

/** A quote that nobody closed swallows the rest of the file into one record. */
const longestRecord = 65_536;

/** Reads a text of cells; quotes as RFC 4180 has them, and left alone where they are none. */
export function readDelimited(text: string, delimiter: Delimiter): Table {
  const records = parseQuoted(text, delimiter) ?? parseLines(text, delimiter);
  refuseTooMany(records.length);
  let emptyRows = 0;
  const rows: TableRow[] = [];
  for (const { row, cells } of records) {
    if (cells.every((cell) => cell.trim() === '')) emptyRows += 1;
    else rows.push({ row, cells: cells.slice(0, mostColumns) });
  }
  return { rows, emptyRows, headers: null };
}

/** Null when the quotes of the text do not pair. */
function parseQuoted(text: string, delimiter: Delimiter): readonly TableRow[] | null {
  if (!text.includes('"')) return null;
  const options: Options = {
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRecord,
  };
  try {
    let before = 0;
    const records = parse(text, options) as unknown as readonly {
      readonly record: string[];
      readonly info: { readonly lines: number };
    }[];
    return records.map(({ record, info }) => {
      const row = before + 1;
      before = info.lines;
      return { row, cells: record };
    });
  } catch {
    // A quote in a name (CSV_QUOTE_NOT_CLOSED, CSV_MAX_RECORD_SIZE): then quotes are letters.
    return null;
  }
}

function parseLines(text: string, delimiter: Delimiter): readonly TableRow[] {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.map((line, place) => ({
    row: place + 1,
    cells: line === '' ? [] : line.split(delimiter).map(unquote),
  }));
}

/** A cell as spreadsheets write one that holds a comma or a quote: without its outer quotes. */
function unquote(cell: string): string {
  if (cell.length < 2 || !cell.startsWith('"') || !cell.endsWith('"')) return cell;
  const inner = cell.slice(1, -1);
  return inner.replaceAll('""', '').includes('"') ? cell : inner.replaceAll('""', '"');
}
