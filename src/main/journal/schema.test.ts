import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { aSummary, aWork, instantAt } from '../../../tests/support/desk-records.ts';
import { openTestJournal, owner, testFolder, testKey } from '../../../tests/support/journal.ts';
import type { Provisioning } from '../../contract/record/provisioning.ts';
import { type Submit, submit } from '../../contract/sync/up/submit.ts';
import type { Work } from '../../domain/work/work.ts';
import { restoredWork } from '../desktop/restored.ts';
import { createDelivery } from '../sync/delivery.ts';
import type { Journal } from './journal.ts';
import { migrate, migrations, schemaVersion } from './schema.ts';
import { createSeal } from './seal.ts';
import { createWriter } from './writer.ts';

const seal = createSeal(testKey);
const note = 'Ring at the back door, Thu Hà 张伟';

/** A conversation as the first Homeline has written it: without what came later. */
function oldDraft(): object {
  const work = aWork({ draft: { dispositionId: 'later', note, edited: {} } });
  const { callback: _callback, promised: _promised, callbackTyped: _typed, ...old } = work;
  return old;
}

const call = {
  callId: 'call-1',
  direction: 'outbound',
  number: aWork().number,
  customerId: 'customer-1',
  campaignId: 'roofs',
  startedAt: instantAt(0),
  answeredAt: instantAt(1),
  endedAt: instantAt(60),
  talkMs: 59_000,
  cause: 'normal',
};

/** A file of an earlier version: an unsent summary, a call and a draft, in the columns of the first. */
function writeFileOf(version: number): string {
  const folder = testFolder();
  const database = new DatabaseSync(join(folder, 'journal.db'));
  database.exec('pragma journal_mode = wal');
  migrate(database, migrations.slice(0, version));
  const at = instantAt(90);
  const { centerId, agentId } = owner;
  const entry = { kind: 'summary', summary: aSummary({ note }) };
  database
    .prepare(
      `insert into outbox (key, center_id, agent_id, kind, written_at, state, sealed)
       values ('unsent', ?, ?, 'summary', ?, 'waiting', ?)`,
    )
    .run(centerId, agentId, at, seal.seal('outbox/unsent', entry));
  database
    .prepare(
      `insert into call_log (call_id, center_id, agent_id, started_at, talk_ms, sealed)
       values ('call-1', ?, ?, ?, ?, ?)`,
    )
    .run(centerId, agentId, call.startedAt, call.talkMs, seal.seal('call/call-1', call));
  database
    .prepare(
      `insert into draft (work_id, center_id, agent_id, saved_at, sealed)
       values ('work-1', ?, ?, ?, ?)`,
    )
    .run(centerId, agentId, at, seal.seal('draft/work-1', oldDraft()));
  database.close();
  return folder;
}

/** What goes to the center from a journal, each checked as the center checks it, and answered. */
function sentFrom(journal: Journal): Submit[] {
  const sent: Submit[] = [];
  const delivery = createDelivery({
    journal,
    owner,
    submit: (item) => sent.push(submit.parse(item)) > 0,
    onChange: () => undefined,
  });
  delivery.resend();
  for (const { key } of [...sent]) {
    const answer = { outcome: 'stored', reason: '', reference: 'S-1', at: instantAt(99) } as const;
    delivery.receipt({ type: 'receipt', key, ...answer });
  }
  return sent;
}

function restoredFrom(journal: Journal): Work | null {
  const writer = createWriter({
    journal,
    owner,
    after: () => () => undefined,
    onChange: () => undefined,
  });
  return restoredWork({
    owner,
    journal,
    writer,
    provisioning: { campaigns: [] as Provisioning['campaigns'] } as Provisioning,
    now: () => instantAt(120),
    clockOffsetMs: null,
    log: pino({ enabled: false }),
  }).work;
}

/** Nothing of what the file held is lost, and the summary goes out once. */
function expectAllThere(journal: Journal): void {
  expect(journal.setAside).toBeNull();
  const draft = { dispositionId: 'later', note, edited: {} };
  expect(restoredFrom(journal)).toEqual(aWork({ draft }));
  expect(journal.callLog.recent(owner, null).calls).toMatchObject([
    { callId: 'call-1', talkMs: 59_000, consultation: false },
  ]);
  expect(sentFrom(journal)).toEqual([
    {
      type: 'submit',
      key: 'unsent',
      centerId: owner.centerId,
      ordinal: 1,
      clockOffsetMs: null,
      payload: { kind: 'summary', summary: aSummary({ note }) },
    },
  ]);
  expect(journal.outbox.counts(owner).waiting).toBe(0);
  const later = { key: 'later', entry: { kind: 'summary', summary: aSummary() } } as const;
  expect(journal.commit(owner, [{ append: [later], workId: 'work-1', save: null }])).toEqual({
    ok: true,
  });
  expect(sentFrom(journal).map(({ key }) => key)).toEqual(['later']);
}

const versions = migrations.map((_, index) => index + 1);

test.each(versions)('a file of version %i keeps its unsent summary, call and draft', (version) => {
  const folder = writeFileOf(version);
  const journal = openTestJournal(folder);
  expectAllThere(journal);
  journal.close();
  expect(versionIn(folder)).toBe(schemaVersion);
});

describe('a step that fails in the middle', () => {
  // Step 3 makes a table, then an index of this name.
  const obstacle = 'create table agent_log_day (n integer)';

  test('leaves the version before it and nothing of itself; the next open completes', () => {
    const folder = writeFileOf(2);
    change(folder, obstacle);
    expect(() => openTestJournal(folder)).toThrow(/agent_log_day/);
    expect(versionIn(folder)).toBe(2);
    expect(tablesIn(folder)).not.toContain('agent_log');

    change(folder, 'drop table agent_log_day');
    const journal = openTestJournal(folder);
    expectAllThere(journal);
    journal.close();
    expect(versionIn(folder)).toBe(schemaVersion);
    expect(tablesIn(folder)).toContain('agent_log');
  });

  test('is rolled back at once, not only when the file is closed', () => {
    const database = new DatabaseSync(':memory:');
    migrate(database, migrations.slice(0, 2));
    database.exec(obstacle);
    expect(() => migrate(database)).toThrow(/agent_log_day/);
    expect(database.isTransaction).toBe(false);
    database.exec('drop table agent_log_day');
    migrate(database);
    expect(database.prepare('pragma user_version').get()).toEqual({ user_version: schemaVersion });
    database.close();
  });
});

test('no step that was shipped has been edited', () => {
  const digest = (step: string) => createHash('sha256').update(step).digest('hex').slice(0, 12);
  // A new step adds a line; a line that differs is a file out there that this build misreads.
  expect(migrations.map(digest)).toEqual([
    '1cac45a2d7de',
    '35173090f118',
    'd516ebe1beef',
    'a82cbc5f23d3',
    '0c54ad2b33f0',
    '78c26a6779c8',
    'ad6351655b05',
  ]);
});

function change(folder: string, sql: string): void {
  const database = new DatabaseSync(join(folder, 'journal.db'));
  database.exec(sql);
  database.close();
}

function versionIn(folder: string): number {
  const database = new DatabaseSync(join(folder, 'journal.db'), { readOnly: true });
  const row = database.prepare('pragma user_version').get();
  database.close();
  return Number(row?.['user_version']);
}

function tablesIn(folder: string): readonly string[] {
  const database = new DatabaseSync(join(folder, 'journal.db'), { readOnly: true });
  const rows = database.prepare(`select name from sqlite_schema where type = 'table'`).all();
  database.close();
  return rows.map((row) => String(row['name']));
}
