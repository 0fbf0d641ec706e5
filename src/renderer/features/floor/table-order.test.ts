import { expect, test } from 'vitest';
import { type Columns, orderAfter, ordered } from './table-order.ts';

type Row = { readonly id: string; readonly name: string; readonly calls: number | null };
const columns: Columns<Row, 'name' | 'calls'> = {
  name: { compare: (a, b) => a.name.localeCompare(b.name, 'en'), first: 'ascending' },
  calls: {
    compare: (a, b) => (a.calls ?? 0) - (b.calls ?? 0),
    first: 'descending',
    isEmpty: ({ calls }) => calls === null,
  },
};
const rows: readonly Row[] = [
  { id: '1', name: 'Minh', calls: 4 },
  { id: '2', name: 'Anna', calls: null },
  { id: '3', name: 'Lan', calls: 9 },
  { id: '4', name: 'Jonas', calls: 4 },
];
const tie = (a: Row, b: Row) => columns.name.compare(a, b);
const names = (column: 'name' | 'calls', direction: 'ascending' | 'descending') =>
  ordered(rows, columns, { column, direction }, tie).map(({ name }) => name);

test('a press sorts as the column is wanted first, another one the other way round', () => {
  const first = orderAfter(columns, null, 'calls');
  expect(first).toEqual({ column: 'calls', direction: 'descending' });
  const second = orderAfter(columns, first, 'calls');
  expect(second).toEqual({ column: 'calls', direction: 'ascending' });
  expect(orderAfter(columns, second, 'calls')).toEqual(first);
  expect(orderAfter(columns, second, 'name')).toEqual({ column: 'name', direction: 'ascending' });
});

test('equals stand by name, and who has nothing there is last either way round', () => {
  expect(names('calls', 'descending')).toEqual(['Lan', 'Jonas', 'Minh', 'Anna']);
  expect(names('calls', 'ascending')).toEqual(['Jonas', 'Minh', 'Lan', 'Anna']);
  expect(names('name', 'descending')).toEqual(['Minh', 'Lan', 'Jonas', 'Anna']);
});

test('without an order rows stay as they came', () => {
  expect(ordered(rows, columns, null, tie)).toEqual(rows);
});
