import { all, run, type Table } from './table.ts';

export type FeedPosition = {
  readonly epoch: string;
  readonly sequence: number;
  /** When the center last told us anything. */
  readonly asOf: string;
};

/** How far the center's feed has been taken in. */
export function createFeed(table: Table) {
  return {
    position(centerId: string): FeedPosition | null {
      const [row] = all(
        table,
        'select epoch, sequence, as_of from feed where center_id = ?',
        centerId,
      );
      return row === undefined
        ? null
        : {
            epoch: String(row['epoch']),
            sequence: Number(row['sequence']),
            asOf: String(row['as_of']),
          };
    },

    /** The next catching-up begins at nothing. */
    forget(centerId: string): void {
      run(table, 'delete from feed where center_id = ?', centerId);
    },

    advance(centerId: string, epoch: string, sequence: number, at: string): void {
      run(
        table,
        `insert into feed (center_id, epoch, sequence, as_of) values (?, ?, ?, ?)
         on conflict (center_id) do update
         set epoch = excluded.epoch, sequence = excluded.sequence, as_of = excluded.as_of`,
        centerId,
        epoch,
        sequence,
        at,
      );
    },
  };
}
