import { expect, test } from 'vitest';
import { nameKey } from './person-name.ts';

test.each([
  ["O'Brien", 'OBRIEN'],
  ['Nguyễn', 'nguyen'],
  ['Nguyễn', 'Nguye\u0302\u0303n'],
  ['Đặng', 'dang'],
  ['Ní Dhomhnaill', 'ni  dhomhnaill'],
  ['欧阳', '欧阳'],
])('%s and %s are one family', (one, other) => {
  expect(nameKey({ given: 'A', family: one })).toBe(nameKey({ given: 'a', family: other }));
});

test.each([
  ['Hughes', 'Huges'],
  ['欧阳', '欧'],
  ['Lê', 'Lý'],
])('%s and %s are two', (one, other) => {
  expect(nameKey({ given: 'A', family: one })).not.toBe(nameKey({ given: 'A', family: other }));
});

test('given and family in the wrong columns are the same person', () => {
  expect(nameKey({ given: 'Hà', family: 'Nguyễn' })).toBe(
    nameKey({ given: 'Nguyen', family: 'Ha' }),
  );
});
