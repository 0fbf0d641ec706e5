import { parse } from 'csv-parse';
import { type LeadListLayout, readLayout } from '../../domain/campaign/lead-list.ts';
import { type RowReading, readLeadRow } from '../../domain/campaign/lead-row.ts';

/** A row of the file with its line as an editor counts it. */
export type FileRow = RowReading & { readonly row: number };

export type FileReading =
  | { readonly ok: true; readonly rows: readonly FileRow[] }
  /** Why the file as a whole cannot be used, and what to do. */
  | { readonly ok: false; readonly detail: string };

const rowsAtOnce = 500;

/** Reads a whole lead file: its encoding, its layout, then row by row. Nothing is stored. */
export async function readLeadFile(content: Buffer): Promise<FileReading> {
  const decoded = decode(content);
  if (!decoded.ok) return decoded;
  const [firstLine = ''] = decoded.text.split(/\r\n|\n|\r/, 1);
  const reading = readLayout(firstLine);
  if (!reading.ok) return { ok: false, detail: layoutAdvice[reading.reason] };
  const rows = await readRows(decoded.text, reading.layout);
  if (rows.length === 0) return { ok: false, detail: layoutAdvice.empty };
  if (rows.some((row) => row.draft !== null)) return { ok: true, rows };
  const detail =
    'None of its rows can be imported: no row has a telephone number that can be read. ' +
    'Check that the columns are VICIdial’s 25 in their order, or that the first line names them.';
  return { ok: false, detail };
}

const layoutAdvice = {
  empty: 'The file has no rows.',
  'no-delimiter':
    'The file is neither tab-separated nor pipe-separated. Export the list in VICIdial’s ' +
    'format with tabs.',
  'wrong-columns':
    'The first line has too few columns for VICIdial’s format and does not name them. Export ' +
    'all 25 columns, or give the file a first line with the column names.',
} as const;

function decode(content: Buffer): { ok: true; text: string } | { ok: false; detail: string } {
  const [first = 0, second = 0] = content;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const detail = 'The file is UTF-16. Save it as UTF-8 and import it again.';
    return { ok: false, detail };
  }
  if (content.includes(0)) {
    const detail = 'The file is not text. Export the list as text with tabs, in UTF-8.';
    return { ok: false, detail };
  }
  try {
    // Also takes a byte order mark away.
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(content) };
  } catch {
    const detail =
      'The file is not UTF-8, so that names would be wrong (it may be GBK, Windows-1258 or ' +
      'Latin). Save it as UTF-8 and import it again.';
    return { ok: false, detail };
  }
}

async function readRows(text: string, layout: LeadListLayout): Promise<FileRow[]> {
  const parser = parse(text, {
    delimiter: layout.delimiter,
    // A quote in a name must not swallow the rest of the file; see `unquote`.
    quote: false,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: false,
  });
  const rows: FileRow[] = [];
  let row = 0;
  for await (const cells of parser as AsyncIterable<string[]>) {
    row += 1;
    if (row % rowsAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
    if ((row === 1 && layout.hasHeader) || cells.every((cell) => cell.trim() === '')) continue;
    rows.push({ ...readLeadRow(cells, layout), row });
  }
  return rows;
}
