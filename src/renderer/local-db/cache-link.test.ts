import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { ha, leads } from '../../../tests/pictures/fixtures/people.ts';
import { alerting, idle, inboundWork } from '../../../tests/pictures/fixtures/snapshot.ts';
import type { DeskCommand, DeskRecords } from '../../contract/ipc/desk-api.ts';
import type { DeskSnapshot } from '../../contract/ipc/desk-snapshot.ts';
import type { E164 } from '../../domain/customer/customer.ts';
import { CacheLink } from './cache-link.ts';
import { type DeskDatabase, openDatabase } from './database.ts';

let database: DeskDatabase;
let sent: DeskCommand[];
let link: CacheLink;
let count = 0;

beforeEach(() => {
  count += 1;
  database = openDatabase(`test-${count}`);
  sent = [];
  link = new CacheLink(database, async (command) => sent.push(command));
});

const position = { centerId: 'alder', epoch: '1', sequence: 7 };
const records = (change: Partial<DeskRecords>): DeskRecords => ({
  reset: false,
  position,
  customers: [],
  leads: [],
  ...change,
});

const lookingFor = (number: string): DeskSnapshot => ({
  ...alerting,
  work: { ...inboundWork, person: { match: 'looking', number: number as E164 } },
});

test('an empty cache asks for everything', async () => {
  await link.takeSnapshot(idle);
  expect(sent).toEqual([{ kind: 'cache-position', position: null }]);
});

test('a filled cache tells how far it is, once', async () => {
  await link.takeRecords(records({ customers: [ha], leads: [...leads] }));
  await link.takeSnapshot(idle);
  await link.takeSnapshot({ ...idle, version: 2 });
  expect(sent).toEqual([{ kind: 'cache-position', position }]);
  expect(await database.leads.count()).toBe(leads.length);
});

test('the cache of another center is emptied before anything is shown from it', async () => {
  await link.takeRecords(
    records({ customers: [ha], position: { ...position, centerId: 'other' } }),
  );
  await link.takeSnapshot(idle);
  expect(await database.customers.count()).toBe(0);
  expect(sent).toEqual([{ kind: 'cache-position', position: null }]);
});

test('so is the cache of a center that was restored', async () => {
  await link.takeRecords(records({ customers: [ha], position: { ...position, epoch: '0' } }));
  await link.takeSnapshot(idle);
  expect(await database.customers.count()).toBe(0);
});

test('a look-up overtaken by the feed changes nothing', async () => {
  const newer = { ...ha, version: 3, note: 'newer' };
  await link.takeRecords(records({ customers: [newer] }));
  await link.takeRecords(records({ customers: [ha], position: null }));
  expect((await database.customers.get('ha'))?.record.note).toBe('newer');
  expect((await database.meta.get('position'))?.position).toEqual(position);
});

test('a reset leaves only what comes with it', async () => {
  await link.takeRecords(records({ customers: [ha], leads: [...leads] }));
  await link.takeRecords(records({ reset: true, leads: leads.slice(0, 1) }));
  expect(await database.customers.count()).toBe(0);
  expect(await database.leads.count()).toBe(1);
});

test('who has a number is answered once per conversation', async () => {
  await link.takeRecords(records({ customers: [ha] }));
  await link.takeSnapshot(lookingFor('+15035550142'));
  await link.takeSnapshot(lookingFor('+15035550142'));
  expect(sent.filter(({ kind }) => kind === 'person-found')).toEqual([
    { kind: 'person-found', workId: 'work-1', customerIds: ['ha'] },
  ]);
});

test('of two conversations both are answered, each once', async () => {
  await link.takeRecords(records({ customers: [ha] }));
  const first = lookingFor('+15035550100');
  const second = lookingFor('+15035550142').work;
  if (!second) throw new Error('the fixture has a conversation');
  const both = { ...first, other: { work: { ...second, workId: 'work-2' }, call: null } };
  await link.takeSnapshot(first);
  await link.takeSnapshot(both);
  await link.takeSnapshot({ ...both, version: 9 });
  expect(sent.filter(({ kind }) => kind === 'person-found')).toEqual([
    { kind: 'person-found', workId: 'work-1', customerIds: [] },
    { kind: 'person-found', workId: 'work-2', customerIds: ['ha'] },
  ]);
});

test('nobody is an answer too', async () => {
  await link.takeSnapshot(lookingFor('+15035550100'));
  expect(sent.at(-1)).toEqual({ kind: 'person-found', workId: 'work-1', customerIds: [] });
});

test('a broken database is thrown away and filled anew', async () => {
  await link.takeRecords(records({ customers: [ha] }));
  const broken = { ...ha, phones: null } as unknown as typeof ha;
  await link.takeRecords(records({ customers: [broken] }));
  expect(await database.customers.count()).toBe(0);
  expect(sent).toEqual([{ kind: 'cache-position', position: null }]);
});
