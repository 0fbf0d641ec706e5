import { useEffect, useMemo, useState } from 'react';
import type { Romanize } from '../../../domain/customer/search-key.ts';
import { nameFits } from './name-fits.ts';
import { type Columns, type Order, orderAfter, ordered } from './table-order.ts';

/** A table's rows as somebody wants to see them: sorted by a column, and by a name fewer. */
export function useTable<Row, Id extends string>(
  /** Null while none came. */
  rows: readonly Row[] | null,
  how: {
    readonly columns: Columns<Row, Id>;
    readonly first: Order<NoInfer<Id>> | null;
    /** What a row is looked for by. */
    readonly namesOf: (row: Row) => readonly string[];
    /** For rows that are equal in the sorted column. */
    readonly tie: (a: Row, b: Row) => number;
  },
) {
  const { columns, namesOf, tie } = how;
  const [order, setOrder] = useState<Order<Id> | null>(how.first);
  const [wanted, setWanted] = useState('');
  const hasHan =
    wanted !== '' && !!rows?.some((row) => namesOf(row).some((name) => han.test(name)));
  const romanize = useRomanize(hasHan);
  const fitting = useMemo(
    () => (rows ?? []).filter((row) => nameFits(namesOf(row), wanted, romanize)),
    [rows, namesOf, wanted, romanize],
  );
  return {
    shown: ordered(fitting, columns, order, tie),
    filter: { wanted, setWanted, shown: fitting.length, all: rows?.length ?? 0 },
    sorting: (column: Id) => ({
      testId: column,
      direction: order?.column === column ? order.direction : null,
      onSort: () => setOrder(orderAfter(columns, order, column)),
    }),
  };
}

const han = /\p{Script=Han}/u;
const unread: Romanize = () => [];

/** The dictionary of syllables is large: it is loaded when a Chinese name is looked for. */
function useRomanize(isNeeded: boolean): Romanize {
  const [romanize, setRomanize] = useState<Romanize>(() => unread);
  useEffect(() => {
    if (!isNeeded) return;
    let isGone = false;
    void import('../../../domain/customer/pinyin.ts').then(({ pinyinOf }) => {
      if (!isGone) setRomanize(() => pinyinOf);
    });
    return () => {
      isGone = true;
    };
  }, [isNeeded]);
  return romanize;
}
