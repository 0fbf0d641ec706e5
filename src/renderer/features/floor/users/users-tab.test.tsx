/** @vitest-environment happy-dom */
import { expect, test } from 'vitest';
import { floorAnswer } from '../../../../../tests/pictures/fixtures/floor.ts';
import { idle } from '../../../../../tests/pictures/fixtures/snapshot.ts';
import { drawDesk, find, press } from '../../../../../tests/support/drawn-desk.tsx';
import type { DeskSnapshot } from '../../../../contract/ipc/desk-snapshot.ts';
import type { FloorReply } from '../../../../contract/ipc/floor-api.ts';
import { UsersTab } from './users-tab.tsx';

const { session } = idle;
if (session.state !== 'signed-in') throw new Error('nobody is signed in');
const there: DeskSnapshot = {
  ...idle,
  session: { ...session, agent: { ...session.agent, role: 'administrator' } },
  center: { ...idle.center, state: 'reachable' },
};
const away: DeskSnapshot = { ...there, center: { ...there.center, state: 'offline' } };

test('what was pressed without the center is told until the center answers again', async () => {
  let center = there;
  const unreachable: FloorReply = { ok: false, error: { kind: 'unreachable' } };
  const { show } = await drawDesk(<UsersTab />, there, {
    floor: (request) => Promise.resolve(center === there ? floorAnswer(request) : unreachable),
  });
  expect(find('floor-trouble-unreachable')).toBeNull();
  center = away;
  await show(away);
  await press('user-active-lan');
  expect(find('floor-trouble-unreachable')).not.toBeNull();
  center = there;
  await show(there);
  expect(find('user-lan')).not.toBeNull();
  expect(find('floor-trouble-unreachable')).toBeNull();
});

test('that the center said no stays when the table is read again', async () => {
  const refused: FloorReply = {
    ok: false,
    error: { kind: 'refused', problem: 'forbidden', reason: '', detail: '' },
  };
  const { show } = await drawDesk(<UsersTab />, there, {
    floor: (request) =>
      Promise.resolve(request.kind === 'user-active' ? refused : floorAnswer(request)),
  });
  await press('user-active-lan');
  expect(find('floor-trouble-refused')).not.toBeNull();
  await show(away);
  expect(find('floor-trouble-unreachable')).not.toBeNull();
  await show(there);
  expect(find('floor-trouble-refused')).not.toBeNull();
});
