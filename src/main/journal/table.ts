import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Seal } from './seal.ts';

/** Whose rows are meant: nothing of one center or agent is ever shown or sent to another. */
export type Owner = { readonly centerId: string; readonly agentId: string };

/** Small database surface the tables share. */
export type Table = {
  readonly database: DatabaseSync;
  readonly seal: Seal;
  /** A row that cannot be opened; it is left where it is. */
  readonly onUnreadable: (place: string, error: unknown) => void;
};

export function run(table: Table, sql: string, ...values: SQLInputValue[]): void {
  table.database.prepare(sql).run(...values);
}

export function all(table: Table, sql: string, ...values: SQLInputValue[]) {
  return table.database.prepare(sql).all(...values);
}

export function blob(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Error('journal: a sealed column holds no blob');
}
