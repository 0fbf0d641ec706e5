import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { fictionNumber } from '../../../tests/support/desk-records.ts';
import { openTestJournal, owner } from '../../../tests/support/journal.ts';
import type { CallPlace } from '../../contract/ipc/desk-api.ts';
import type { Change, Journal } from './journal.ts';

const begun = Date.parse('2026-11-22T09:00:00.000Z');
const instant = (afterMs: number) => new Date(begun + afterMs).toISOString();

const logged = (callId: string, startedAt: string): Change => ({
  append: [
    {
      key: `key-${callId}`,
      entry: {
        kind: 'call-log',
        call: {
          callId,
          direction: 'outbound',
          number: fictionNumber(1),
          customerId: null,
          campaignId: null,
          startedAt,
          answeredAt: null,
          endedAt: startedAt,
          talkMs: 0,
          cause: 'no-answer',
        },
      },
    },
  ],
  workId: `work-${callId}`,
  save: null,
});

/** Every part there is, as a reader goes through them. */
function parts(journal: Journal, size: number): string[][] {
  const found: string[][] = [];
  let before: CallPlace | null = null;
  do {
    const part: ReturnType<Journal['callLog']['recent']> = journal.callLog.recent(
      owner,
      before,
      size,
    );
    found.push(part.calls.map(({ callId }) => callId));
    before = part.older;
  } while (before !== null);
  return found;
}

test('calls that begin in one millisecond are lost at no end of a part', () => {
  const journal = openTestJournal();
  journal.commit(owner, [
    logged('a', instant(0)),
    logged('b', instant(5)),
    logged('c', instant(5)),
    logged('d', instant(5)),
    logged('e', instant(9)),
  ]);
  for (const size of [1, 2, 3, 4]) {
    expect(parts(journal, size).flat()).toEqual(['e', 'd', 'c', 'b', 'a']);
  }
  journal.close();
});

test('a part that takes all of them is the last one', () => {
  const journal = openTestJournal();
  journal.commit(owner, [logged('a', instant(0)), logged('b', instant(1))]);
  expect(parts(journal, 2)).toEqual([['b', 'a']]);
  expect(parts(journal, 1)).toEqual([['b'], ['a']]);
  journal.close();
});

test('a call that cannot be opened does not end the list', () => {
  const journal = openTestJournal();
  journal.commit(
    owner,
    ['a', 'b', 'c', 'd'].map((callId, place) => logged(callId, instant(place))),
  );
  const file = new DatabaseSync(journal.path);
  file.prepare('update call_log set sealed = ? where call_id = ?').run(new Uint8Array(40), 'c');
  file.close();
  expect(parts(journal, 2)).toEqual([['d'], ['b', 'a']]);
  journal.close();
});
