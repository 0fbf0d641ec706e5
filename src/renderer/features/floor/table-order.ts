export type Direction = 'ascending' | 'descending';

/** How rows are told apart in one column. */
export type Column<Row> = {
  /** In ascending order. */
  readonly compare: (a: Row, b: Row) => number;
  /** As it is wanted at the first press: names from the beginning, amounts from the most. */
  readonly first: Direction;
  /** Rows with nothing to say here stand last, either way round. */
  readonly isEmpty?: (row: Row) => boolean;
};

export type Columns<Row, Id extends string> = Readonly<Record<Id, Column<Row>>>;
export type Order<Id extends string> = { readonly column: Id; readonly direction: Direction };

/** The order after a press on a column's header: of the sorted one the other way round. */
export function orderAfter<Row, Id extends string>(
  columns: Columns<Row, Id>,
  now: Order<Id> | null,
  column: Id,
): Order<Id> {
  if (now?.column !== column) return { column, direction: columns[column].first };
  return { column, direction: now.direction === 'ascending' ? 'descending' : 'ascending' };
}

/**
 * Rows in an order; null leaves them as they came.
 *
 * @param tie - Who of two equals comes first: rows must not trade places from one asking to the next.
 */
export function ordered<Row, Id extends string>(
  rows: readonly Row[],
  columns: Columns<Row, Id>,
  order: Order<Id> | null,
  tie: (a: Row, b: Row) => number,
): readonly Row[] {
  if (!order) return rows;
  const { compare, isEmpty = () => false } = columns[order.column];
  const sign = order.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => {
    const empty = Number(isEmpty(a)) - Number(isEmpty(b));
    if (empty !== 0) return empty;
    return (isEmpty(a) ? 0 : sign * compare(a, b)) || tie(a, b);
  });
}
