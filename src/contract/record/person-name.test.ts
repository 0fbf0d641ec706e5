import { expect, test } from 'vitest';
import { z } from 'zod';
import { ha } from '../../../tests/pictures/fixtures/people.ts';
import { colleague } from '../http/colleagues.ts';
import { transferTarget } from '../ipc/transfer-view.ts';
import { customer } from './customer.ts';
import { personName } from './person-name.ts';
import { timelineEntry } from './timeline.ts';

const spoof = '\u202Eecnailla\u0007';
const shown = 'ecnailla';
const at = '2026-11-22T09:00:00.000Z';

test('the names of a record are freed of what is not seen', () => {
  const name = { full: spoof, given: spoof, family: spoof, title: spoof, say: spoof };
  const promise = { id: 'p', madeAt: at, madeBy: spoof, text: '', dueAt: null, status: 'open' };
  const parsed = customer.parse({ ...ha, name, promises: [promise] });
  expect(new Set(Object.values(parsed.name))).toEqual(new Set([shown]));
  expect(parsed.promises[0]?.madeBy).toBe(shown);
});

test.each([
  ['a colleague', () => colleague.parse({ name: spoof, extension: '204', state: 'ready' }).name],
  [
    'whom a customer is to go to',
    () => {
      const target = transferTarget.parse({ kind: 'colleague', extension: '204', name: spoof });
      return target.kind === 'colleague' ? target.name : '';
    },
  ],
  [
    'who wrote an entry of the history',
    () =>
      timelineEntry.parse({
        id: 'e',
        at,
        kind: 'note',
        by: spoof,
        title: '',
        text: '',
        facts: {},
      }).by,
  ],
])('and so is the name of %s', (_who, read) => {
  expect(read()).toBe(shown);
});

test('on the wire it is a text like any other', () => {
  expect(z.toJSONSchema(personName(500), { io: 'input' })).toEqual(
    z.toJSONSchema(z.string().max(500), { io: 'input' }),
  );
});
