import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Direction } from './table-order.ts';

/** A table's header that sorts by its column; pressed again, the other way round. */
export function SortableHeader(props: {
  readonly text: string;
  /** Drawn before the text. */
  readonly mark?: ReactNode;
  readonly isNumber?: boolean;
  /** Null while the table is sorted by another column. */
  readonly direction: Direction | null;
  readonly onSort: () => void;
  readonly testId: string;
}) {
  const { text, mark, isNumber = false, direction, onSort, testId } = props;
  const Arrow = direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={direction ?? 'none'}
      {...(isNumber ? { className: 'floor-number' } : {})}
    >
      <button type="button" className="floor-sort" data-testid={`sort-${testId}`} onClick={onSort}>
        {mark}
        <span>{text}</span>
        {direction && <Arrow aria-hidden="true" />}
      </button>
    </th>
  );
}
