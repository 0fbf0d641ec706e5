import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { ha } from '../../../tests/pictures/fixtures/people.ts';
import type { Customer } from '../../domain/customer/customer.ts';
import { applyRecords } from './apply-records.ts';
import { type DeskDatabase, openDatabase } from './database.ts';
import { findPeople } from './find-people.ts';

let database: DeskDatabase;
let count = 0;

beforeEach(() => {
  count += 1;
  database = openDatabase(`find-people-${count}`);
});

const named = (id: string, full: string): Customer => ({
  ...ha,
  id,
  name: { full, given: '', family: '', title: '', say: '' },
  orders: [],
  tickets: [],
  phones: [],
});

const keep = (...customers: Customer[]) =>
  applyRecords(database, {
    reset: false,
    position: null,
    customers: structuredClone(customers) as never,
    leads: [],
  });

const names = async (text: string, limit?: number) =>
  (await findPeople(database, text, limit)).people.map(({ name }) => name.full);

test('people are found by name, number and order, whatever the accents', async () => {
  await keep(ha, named('brien', 'Margaret O’Brien'), named('ouyang', '欧阳若曦'));
  expect(await names('nguyen ha')).toEqual([ha.name.full]);
  expect(await names('oyrx')).toEqual(['欧阳若曦']);
  expect(await names("o'brien")).toEqual(['Margaret O’Brien']);
  expect(await names(ha.phones[0]?.number.slice(-4) ?? '')).toEqual([ha.name.full]);
  expect(await names(ha.orders[0]?.reference ?? 'none')).toContain(ha.name.full);
  expect(await names('nobody')).toEqual([]);
  expect(await names('')).toEqual([]);
});

test('a name corrected at the center is found by the new one only', async () => {
  await keep(named('a', 'Ruht Abara'));
  await keep({ ...named('a', 'Ruth Abara'), version: ha.version + 1 });
  expect(await names('ruth')).toEqual(['Ruth Abara']);
  expect(await names('ruht')).toEqual([]);
});

test('no search brings everybody: it is cut and says so', async () => {
  await keep(
    ...Array.from({ length: 60 }, (_, place) => named(`p${place}`, `Nguyễn Văn ${place}`)),
  );
  const found = await findPeople(database, 'nguyen', 20);
  expect(found).toMatchObject({ more: true, searched: 60 });
  expect(found.people).toHaveLength(20);
});
