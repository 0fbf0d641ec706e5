import { ArrowDown } from 'lucide-react';

/** A table's header that sorts by its column. */
export function SortableHeader(props: {
  readonly text: string;
  readonly isSorted: boolean;
  readonly onSort: () => void;
  readonly testId: string;
}) {
  return (
    <th scope="col" aria-sort={props.isSorted ? 'ascending' : 'none'}>
      <button
        type="button"
        className="floor-sort"
        data-testid={`sort-${props.testId}`}
        onClick={props.onSort}
      >
        {props.text}
        {props.isSorted && <ArrowDown aria-hidden="true" />}
      </button>
    </th>
  );
}
