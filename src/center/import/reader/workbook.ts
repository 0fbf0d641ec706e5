import readWorkbookFile from 'read-excel-file/node';
import { mostColumns, refuseTooMany, type Table, type TableRow, Unusable } from './table.ts';
import { checkedArchive } from './zip-check.ts';

export type Workbook = readonly { readonly name: string; readonly table: Table }[];

/** A number of the file as its digits stand there, so that nothing is rounded on the way. */
class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Reads all sheets of an XLSX workbook: cached values of formulas, numbers as they are stored. */
export async function readWorkbook(content: Buffer): Promise<Workbook> {
  const archive = checkedArchive(content);
  let sheets: Awaited<ReturnType<typeof readWorkbookFile<Digits>>>;
  try {
    sheets = await readWorkbookFile(archive, {
      parseNumber: (text) => new Digits(text),
      trim: false,
    });
  } catch (error) {
    const cause = error instanceof Error ? error.message.slice(0, 120) : '';
    throw new Unusable(
      'unsupported-format',
      'damaged-workbook',
      `The workbook cannot be read (${cause}). Open it, save it as .xlsx or CSV, and try again.`,
    );
  }
  return sheets.map(({ sheet, data }) => {
    refuseTooMany(data.length);
    let emptyRows = 0;
    const rows: TableRow[] = [];
    for (const [place, cells] of data.entries()) {
      const row = tableRow(place + 1, cells.slice(0, mostColumns));
      if (row.cells.every((cell) => cell.trim() === '')) emptyRows += 1;
      else rows.push(row);
    }
    return { name: sheet, table: { rows, emptyRows, headers: null } };
  });
}

function tableRow(row: number, values: readonly unknown[]): TableRow {
  const numeric: number[] = [];
  const cells = values.map((value, place) => {
    if (value instanceof Digits) {
      numeric.push(place);
      return plainDigits(value.text);
    }
    if (value instanceof Date) return value.toISOString().slice(0, 10);
    return value === null || value === undefined ? '' : String(value);
  });
  return numeric.length === 0 ? { row, cells } : { row, cells, numeric };
}

/**
 * `4.41234567890E+11` has all its digits and is 441234567890. A number that fills the fifteen
 * digits a spreadsheet keeps, or has fewer than it needs, stays as it is and is found out later.
 */
function plainDigits(text: string): string {
  const parts = /^(\d)(?:\.(\d+))?E\+?(\d+)$/i.exec(text);
  if (!parts) return text;
  const [, first = '', fraction = '', exponent = ''] = parts;
  const zeros = Number(exponent) - fraction.length;
  return zeros >= 0 && zeros <= 2 ? `${first}${fraction}${'0'.repeat(zeros)}` : text;
}
