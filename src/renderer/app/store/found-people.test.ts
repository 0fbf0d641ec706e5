import { expect, test } from 'vitest';
import { ha, ruoxi } from '../../../../tests/pictures/fixtures/people.ts';
import { withCenter } from './found-people.ts';

const here = { people: [ha], more: false, searched: 2 };
const hit = ({ id, name, phones, address, vip }: typeof ruoxi) =>
  structuredClone({ id, name, phones, address, vip, references: [] }) as never;

test('whom only the center knows comes with every number, before those it did not name', () => {
  const found = withCenter('hà', here, { hits: [hit(ruoxi)], more: true });
  expect(found.people.map(({ id }) => id)).toEqual([ruoxi.id, ha.id]);
  expect(found.people[0]?.phones).toEqual(ruoxi.phones);
  expect(found).toMatchObject({ text: 'hà', more: true, center: 'answered' });
});

test('who is known on both sides stands once', () => {
  const found = withCenter('hà', here, { hits: [hit(ha)], more: false });
  expect(found.people.map(({ id }) => id)).toEqual([ha.id]);
});

test('the center away leaves what the cache has found, and says so', () => {
  const found = withCenter('hà', here, undefined);
  expect(found.people.map(({ id }) => id)).toEqual([ha.id]);
  expect(found.center).toBe('away');
});
