/** The 25 columns of a VICIdial lead file, in their order. */
export const leadColumns = [
  'vendor_lead_code',
  'source_code',
  'list_id',
  'phone_code',
  'phone_number',
  'title',
  'first_name',
  'middle_initial',
  'last_name',
  'address1',
  'address2',
  'address3',
  'city',
  'state',
  'province',
  'postal_code',
  'country_code',
  'gender',
  'date_of_birth',
  'alt_phone',
  'email',
  'security_phrase',
  'comments',
  'rank',
  'owner',
] as const;
export type LeadColumn = (typeof leadColumns)[number];

/** How a file is to be read: what separates its cells, and which cell is which column. */
export type LeadListLayout = {
  readonly delimiter: '\t' | '|';
  readonly hasHeader: boolean;
  /** Place of each column; a column that the file does not have is missing. */
  readonly places: ReadonlyMap<LeadColumn, number>;
  readonly width: number;
};

export type LayoutReading =
  | { readonly ok: true; readonly layout: LeadListLayout }
  | { readonly ok: false; readonly reason: 'empty' | 'no-delimiter' | 'wrong-columns' };

/** Without its trailing empty cells a row of the layout has at least this many. */
const fewestCells = 9;

/** Tells from the first line how a file is laid out. */
export function readLayout(firstLine: string): LayoutReading {
  const line = firstLine.trim();
  if (line === '') return { ok: false, reason: 'empty' };
  const delimiter = (['\t', '|'] as const).find((one) => firstLine.split(one).length >= 2);
  if (!delimiter) return { ok: false, reason: 'no-delimiter' };
  const cells = firstLine.split(delimiter).map((cell) => unquote(cell).trim().toLowerCase());
  const named = new Map(
    leadColumns.flatMap((column): [LeadColumn, number][] =>
      cells.includes(column) ? [[column, cells.indexOf(column)]] : [],
    ),
  );
  const hasHeader = named.has('phone_number');
  if (hasHeader) {
    return { ok: true, layout: { delimiter, hasHeader, places: named, width: cells.length } };
  }
  if (cells.length < fewestCells) return { ok: false, reason: 'wrong-columns' };
  const places = new Map(leadColumns.map((column, place) => [column, place]));
  return { ok: true, layout: { delimiter, hasHeader, places, width: leadColumns.length } };
}

/** A cell as spreadsheets write one that holds a comma or a quote: without its outer quotes. */
export function unquote(cell: string): string {
  const quoted = /^"((?:[^"]|"")*)"$/.exec(cell);
  return quoted?.[1] === undefined ? cell : quoted[1].replaceAll('""', '"');
}

/** Whether a row has too few cells to be trusted: it was broken in two, or cut. */
export function isCut(cells: readonly string[], layout: LeadListLayout): boolean {
  const needed = Math.min(
    layout.width,
    Math.max(fewestCells, (layout.places.get('phone_number') ?? 0) + 1),
  );
  return cells.length < needed;
}
