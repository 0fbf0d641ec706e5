import { expect, test } from 'vitest';
import { openTestJournal, owner } from '../../../tests/support/journal.ts';

test('the day is added up by state and reason, for its owner, from an instant on', () => {
  const { agentLog } = openTestJournal();
  const put = (state: 'ready' | 'not-ready', reasonId: string | null, hour: number, ms: number) =>
    agentLog.put(owner, { state, reasonId, began: `2026-11-22T${hour}:00:00.000Z` }, ms);
  expect(put('ready', null, 10, 1_000).ok).toBe(true);
  put('not-ready', 'lunch', 12, 1_800_000);
  put('ready', null, 13, 2_000);
  const elsewhere = { ...owner, agentId: 'somebody-else' };
  agentLog.put(elsewhere, { state: 'ready', reasonId: null, began: '2026-11-22T13:00:00Z' }, 9);
  expect(agentLog.since(owner, '2026-11-22T00:00:00.000Z')).toEqual([
    { state: 'ready', reasonId: null, ms: 3_000 },
    { state: 'not-ready', reasonId: 'lunch', ms: 1_800_000 },
  ]);
  expect(agentLog.since(owner, '2026-11-22T12:30:00.000Z')).toEqual([
    { state: 'ready', reasonId: null, ms: 2_000 },
  ]);
});
