import type { ImportReason } from '../../../contract/http/lead-import.ts';
import type { LeadField } from '../../../domain/campaign/lead-list.ts';

/** A row of a file before anybody knows what its columns mean. */
export type TableRow = {
  /** Line as an editor counts, row of the sheet, or number of the card; from 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Places of cells that the file holds as numbers; absent when there are none. */
  readonly numeric?: readonly number[];
  /** The row itself could not be read, and why. */
  readonly broken?: string;
};

export type Table = {
  readonly rows: readonly TableRow[];
  readonly emptyRows: number;
  /** Names of the columns where the format has them and no row does (cards). */
  readonly headers: readonly string[] | null;
  /** What these columns are, where the format says it. */
  readonly fields?: readonly LeadField[];
};

/** Why a file as a whole cannot be used, and what to do, in plain English. */
export class Unusable extends Error {
  readonly kind: 'unsupported-format' | 'too-large';
  readonly reason: ImportReason;

  constructor(kind: Unusable['kind'], reason: ImportReason, detail: string) {
    super(detail);
    this.kind = kind;
    this.reason = reason;
  }
}

export const mostRows = 250_000;
export const mostColumns = 200;

export function refuseTooMany(rows: number): void {
  if (rows <= mostRows) return;
  const limit = mostRows.toLocaleString('en');
  const detail = `The file has more than ${limit} rows. Cut it into parts.`;
  throw new Unusable('too-large', 'too-many-rows', detail);
}
