import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Center } from '../../../src/center/center.ts';
import { saysAway } from '../../../src/center/db/availability.ts';
import { insertComingList, unfinishedLists } from '../../../src/center/db/lead-lists.ts';
import { finishLists } from '../../../src/center/import/finish.ts';
import { listsUnderWay } from '../../../src/center/import/under-way.ts';
import { startTestCenter, type TestCenter } from '../../support/center.ts';

let running: TestCenter;
beforeAll(async () => {
  running = await startTestCenter();
});
afterAll(() => running.close());

const never = new AbortController().signal;
const left = async () => {
  const lists = await unfinishedLists(running.center.db, running.center.organisationId);
  return lists.map(({ id }) => id).sort();
};

/** What an earlier center left: one list that nobody has seen, and one that is being told of. */
async function leaveTwo(): Promise<void> {
  const { db, organisationId } = running.center;
  const { id: importedBy } = await db
    .selectFrom('user_account')
    .select('id')
    .executeTakeFirstOrThrow();
  for (const id of ['coming', 'announcing'] as const) {
    const list = { campaignId: 'spring-roof-check', name: id, digest: id, importedAtMs: 0 };
    await insertComingList(db, organisationId, { ...list, id, importedBy });
  }
  const seen = db.updateTable('lead_list').set({ state: 'announcing' });
  await seen.where('id', '=', 'announcing').execute();
}

/** The same center, whose database goes away at the nth query and waits to be asked for. */
function losing(nth: number, whenThere: () => Promise<void>): Center {
  let queries = 0;
  const db = running.center.db.withPlugin({
    transformQuery: ({ node }) => {
      queries += 1;
      if (queries === nth) throw new Error('Connection terminated unexpectedly');
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  return {
    ...running.center,
    db,
    availability: { away: () => null, suspect: saysAway, whenThere },
  };
}

test.each([1, 2, 4])('a database that goes away at query %i is waited for', async (nth) => {
  await leaveTwo();
  let waited = 0;
  const center = losing(nth, async () => {
    waited += 1;
  });
  await finishLists(center, never);
  expect(waited).toBe(1);
  expect(await left()).toEqual([]);
  await running.center.db.deleteFrom('lead_list').where('id', '=', 'announcing').execute();
});

test('the end of the center does not wait for the database', async () => {
  await leaveTwo();
  const ending = new AbortController();
  const center = losing(1, () => {
    ending.abort();
    return new Promise(() => undefined);
  });
  await finishLists(center, ending.signal);
  expect(await left()).toEqual(['announcing', 'coming']);
});

test('a list that this center is storing now is not taken for one that was left', async () => {
  listsUnderWay(running.center).add('coming');
  await finishLists(running.center, never);
  expect(await left()).toEqual(['coming']);
});
