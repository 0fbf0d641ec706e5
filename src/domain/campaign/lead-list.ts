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

/** What a column of a list may become. */
export const leadFields = [
  'ignore',
  'phone',
  'further-phone',
  'calling-code',
  'country',
  'full-name',
  'given-name',
  'middle-name',
  'family-name',
  'title',
  'street',
  'town',
  'region',
  'postal-code',
  'email',
  'why',
  'detail',
  'date',
  /** VICIdial's: why up to the first semicolon, then detail. */
  'comments',
  'rank',
] as const;
export type LeadField = (typeof leadFields)[number];

/** Fields that several columns may feed; of all others the first column counts. */
export const repeatable: ReadonlySet<LeadField> = new Set([
  'ignore',
  'further-phone',
  'street',
  'detail',
  'date',
]);

/** VICIdial's columns as fields; what is not here is not taken. */
const vicidialFields: Partial<Record<string, LeadField>> = {
  phone_code: 'calling-code',
  phone_number: 'phone',
  title: 'title',
  first_name: 'given-name',
  middle_initial: 'middle-name',
  last_name: 'family-name',
  address1: 'street',
  address2: 'street',
  address3: 'street',
  city: 'town',
  state: 'region',
  province: 'region',
  postal_code: 'postal-code',
  country_code: 'country',
  alt_phone: 'further-phone',
  email: 'email',
  security_phrase: 'detail',
  comments: 'comments',
  rank: 'rank',
};

/** A header cell as names are compared: without case, spaces around and a byte order mark. */
export function headerKey(cell: string): string {
  return cell
    .replace(/^\ufeff/, '')
    .trim()
    .toLowerCase();
}

/** The field of a VICIdial column's name; undefined for any other name. */
export function vicidialField(header: string): LeadField | undefined {
  const key = headerKey(header);
  if (!(leadColumns as readonly string[]).includes(key)) return undefined;
  return vicidialFields[key] ?? 'ignore';
}

/** How rows are to be understood: what each column is, and how national numbers are read. */
export type LeadMapping = {
  /** One for each column of the file, in its order. */
  readonly fields: readonly LeadField[];
  /** The columns' names as the report says them; as many as `fields`. */
  readonly headers: readonly string[];
  /** ISO 3166-1 alpha-2 for numbers without a plus where the row says nothing; or empty. */
  readonly country: string;
  /** Order of day and month that the file's dates have in common; null when they do not tell. */
  readonly dateOrder: 'day-first' | 'month-first' | null;
  /** A row with fewer cells was cut or broken in two. */
  readonly fewestCells: number;
};

/** Without its trailing empty cells a row of VICIdial's layout has at least this many. */
const fewestVicidialCells = 9;

/** The mapping of a file in VICIdial's 25 columns without a header. */
export const vicidialMapping: LeadMapping = {
  fields: leadColumns.map((column) => vicidialFields[column] ?? 'ignore'),
  headers: leadColumns,
  country: '',
  dateOrder: null,
  fewestCells: fewestVicidialCells,
};

/** How many cells a row of a mapping needs at least to be trusted. */
export function fewestCellsOf(headers: readonly string[], fields: readonly LeadField[]): number {
  const isVicidial = leadColumns.every(
    (column, place) => headerKey(headers[place] ?? '') === column,
  );
  const floor = isVicidial ? fewestVicidialCells : 1;
  return Math.min(headers.length, Math.max(floor, fields.indexOf('phone') + 1));
}
