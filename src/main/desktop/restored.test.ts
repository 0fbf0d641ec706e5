import { pino } from 'pino';
import { expect, test } from 'vitest';
import { aWork, instantAt } from '../../../tests/support/desk-records.ts';
import { openTestJournal, owner } from '../../../tests/support/journal.ts';
import type { Provisioning } from '../../contract/record/provisioning.ts';
import type { Change } from '../journal/journal.ts';
import { createWriter } from '../journal/writer.ts';
import { restoredWork } from './restored.ts';

const taken = {
  callbackId: 'anyones',
  dueAt: instantAt(200),
  timeZone: 'America/Los_Angeles',
  wish: '',
  forAnyone: true,
  end: null,
} as const;

test('a preview that is not restored gives back the callback it had taken from the others', () => {
  const journal = openTestJournal();
  journal.saveDraft(owner, aWork({ workId: 'left', callback: taken }));
  journal.saveDraft(owner, aWork({ workId: 'newest' }));
  const written: Change[] = [];
  const writer = createWriter({
    journal,
    owner,
    after: () => () => undefined,
    onChange: () => undefined,
  });
  const restored = restoredWork({
    owner,
    journal,
    writer: { ...writer, commit: (changes) => written.push(...changes) },
    provisioning: { campaigns: [] as Provisioning['campaigns'] } as Provisioning,
    now: () => instantAt(300),
    clockOffsetMs: 0,
    log: pino({ enabled: false }),
  });
  expect(restored.work?.workId).toBe('newest');
  expect(written.map(({ workId, append }) => [workId, append.map(({ entry }) => entry)])).toEqual([
    [
      'left',
      [
        {
          kind: 'callback-change',
          callbackId: 'anyones',
          change: { kind: 'release' },
          at: instantAt(300),
        },
      ],
    ],
  ]);
});
