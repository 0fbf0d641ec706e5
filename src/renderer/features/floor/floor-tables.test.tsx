/** @vitest-environment happy-dom */
import { act, type ReactElement } from 'react';
import { expect, test } from 'vitest';
import { idle } from '../../../../tests/pictures/fixtures/snapshot.ts';
import {
  drawDesk,
  find,
  get,
  press,
  typeInto,
  until,
} from '../../../../tests/support/drawn-desk.tsx';
import type { DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';
import { CampaignsTab } from './campaigns/campaigns-tab.tsx';
import { DesksTab } from './desks/desks-tab.tsx';
import { UsersTab } from './users/users-tab.tsx';

const there: DeskSnapshot = { ...idle, center: { ...idle.center, state: 'reachable' } };
const away: DeskSnapshot = { ...there, center: { ...there.center, state: 'offline' } };

const tabs = {
  desks: <DesksTab />,
  campaigns: <CampaignsTab />,
  users: <UsersTab />,
} satisfies Record<string, ReactElement>;

/** The first word of each row, from above. */
const rows = (table: string) =>
  [...get(table).querySelectorAll('tbody th')].map(({ textContent }) => textContent?.split(' ')[0]);
const sorting = (column: string) => get(`sort-${column}`).closest('th')?.getAttribute('aria-sort');

async function sortBy(column: string, times = 1): Promise<void> {
  for (let press_ = 0; press_ < times; press_ += 1) await press(`sort-${column}`);
}

test.each(['desks', 'campaigns', 'users'] as const)(
  'every column of %s that says something sorts, and says which way round',
  async (table) => {
    await drawDesk(tabs[table], there);
    const headers = [...get(table).querySelectorAll('thead th')];
    expect(headers.length).toBeGreaterThan(4);
    for (const header of headers) {
      const button = header.querySelector('button');
      if (!button) throw new Error(`nobody can sort by ${header.textContent}`);
      const before = header.getAttribute('aria-sort');
      await act(async () => button.click());
      const first = header.getAttribute('aria-sort');
      await act(async () => button.click());
      const ways = new Set([first, header.getAttribute('aria-sort')]);
      expect(ways).toEqual(new Set(['ascending', 'descending']));
      expect(before).not.toBe(first);
      const sorted = headers.filter((one) => one.getAttribute('aria-sort') !== 'none');
      expect(sorted).toEqual([header]);
    }
  },
);

test('desks: by name, the worst line first, who is away last of all', async () => {
  await drawDesk(tabs.desks, there);
  expect(sorting('name')).toBe('ascending');
  expect(rows('desks').slice(0, 2)).toEqual(['Jonas', 'Maeve']);
  await sortBy('line');
  expect(rows('desks')[0]).toBe('Jonas');
  expect(rows('desks').at(-1)).toBe('Nguyễn');
  await sortBy('line');
  expect(rows('desks').slice(-2)).toEqual(['Jonas', 'Nguyễn']);
  await sortBy('seen', 2);
  expect(rows('desks')[0]).toBe('Nguyễn');
});

test('campaigns: as the center gives them, then the most first', async () => {
  await drawDesk(tabs.campaigns, there);
  expect(rows('campaigns')).toEqual(['Spring', 'Service']);
  await sortBy('callbacks', 2);
  expect(rows('campaigns')).toEqual(['Service', 'Spring']);
  await sortBy('talk-time');
  expect(sorting('talk-time')).toBe('descending');
  expect(rows('campaigns')).toEqual(['Spring', 'Service']);
});

test('people: by sign-in name, by role, and who may not sign in', async () => {
  await drawDesk(tabs.users, there);
  expect(sorting('login-name')).toBe('ascending');
  await sortBy('role', 2);
  expect(rows('users')[0]).toBe('Maeve');
  await sortBy('may-sign-in', 2);
  expect(rows('users')[0]).toBe('Nguyễn');
  await sortBy('extension', 2);
  expect(rows('users').at(-1)).toBe('Jonas');
});

test.each([
  ['desks', 'tran', ['Trần'], '1 of 5'],
  ['desks', 'liwei', ['李伟'], '1 of 5'],
  ['desks', 'home', ['Maeve'], '1 of 5'],
  ['campaigns', 'roof', ['Spring'], '1 of 2'],
  ['users', 'nguyen', ['Nguyễn'], '1 of 5'],
  ['users', '李', ['李伟'], '1 of 5'],
] as const)('%s looked for by %j', async (table, wanted, left, count) => {
  await drawDesk(tabs[table], there);
  expect(get(`shown-${table}`).textContent).toBe('');
  await typeInto(`filter-${table}`, wanted);
  await until(() => get(`shown-${table}`).textContent === count);
  expect(rows(table)).toEqual(left);
});

test('the field keeps caret and text while the table goes and comes back', async () => {
  const { show } = await drawDesk(tabs.users, there);
  await typeInto('filter-users', 'nobody of this name');
  expect(rows('users')).toEqual([]);
  expect(get('shown-users').textContent).toBe('0 of 5 No name fits.');
  await show(away);
  await show(there);
  expect(document.activeElement).toBe(get('filter-users'));
  await typeInto('filter-users', '');
  expect(rows('users')).toHaveLength(5);
  expect(find('shown-users')?.textContent).toBe('');
});

test('the field has a name', async () => {
  await drawDesk(tabs.desks, there);
  const label = document.querySelector(`label[for="${get('filter-desks').id}"]`);
  expect(label?.textContent).toBe('Find an agent or computer');
});
