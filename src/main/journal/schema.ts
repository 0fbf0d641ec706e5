import type { DatabaseSync } from 'node:sqlite';

/**
 * Migrations of the journal file, in order; `PRAGMA user_version` counts those applied. A shipped
 * one is never edited. Payloads (`sealed`) are AES-256-GCM, numbers only stand as keyed hashes.
 */
export const migrations: readonly string[] = [
  `
  create table draft (
    work_id text primary key,
    center_id text not null,
    agent_id text not null,
    saved_at text not null,
    sealed blob not null
  ) strict;

  create table outbox (
    ordinal integer primary key autoincrement,
    key text not null unique,
    center_id text not null,
    agent_id text not null,
    kind text not null,
    written_at text not null,
    state text not null check (state in ('waiting', 'stored', 'rejected')),
    sealed blob not null,
    receipt blob
  ) strict;
  create index outbox_waiting on outbox (center_id, ordinal) where state = 'waiting';

  create table dnc (
    center_id text not null,
    entry_id text not null,
    number_hash blob not null,
    scope text not null check (scope in ('company', 'campaign')),
    campaign_id text,
    sealed blob not null,
    primary key (center_id, entry_id)
  ) strict, without rowid;
  create index dnc_number on dnc (center_id, number_hash);

  create table lead (
    center_id text not null,
    lead_id text not null,
    campaign_id text not null,
    number_hash blob not null,
    rank integer not null,
    status text not null,
    worked_at text,
    sealed blob not null,
    primary key (center_id, lead_id)
  ) strict, without rowid;
  create index lead_order on lead (center_id, campaign_id, status, rank, lead_id);

  create table feed (
    center_id text primary key,
    epoch text not null,
    sequence integer not null,
    as_of text not null
  ) strict, without rowid;

  create table call_log (
    call_id text primary key,
    center_id text not null,
    agent_id text not null,
    started_at text not null,
    talk_ms real not null,
    sealed blob not null
  ) strict;
  create index call_log_day on call_log (center_id, agent_id, started_at);
  `,
  `
  create table callback (
    center_id text not null,
    callback_id text not null,
    owner_id text,
    status text not null,
    due_at text not null,
    told blob,
    shown blob not null,
    primary key (center_id, callback_id)
  ) strict, without rowid;
  create index callback_due on callback (center_id, status, due_at);

  create table call_outcome (
    call_id text primary key,
    center_id text not null,
    agent_id text not null,
    campaign_id text,
    disposition_id text,
    wrap_up_ms real not null
  ) strict;

  alter table outbox add column clock_offset_ms integer;
  `,
  `
  create table agent_log (
    ordinal integer primary key autoincrement,
    center_id text not null,
    agent_id text not null,
    state text not null check (state in ('ready', 'not-ready', 'on-call', 'wrap-up')),
    reason_id text,
    began_at text not null,
    duration_ms real not null
  ) strict;
  create index agent_log_day on agent_log (center_id, agent_id, began_at);
  `,
  `
  create table customer_edit (
    edit_id text primary key,
    center_id text not null,
    agent_id text not null,
    kind text not null,
    customer_id text not null,
    opened_at text not null,
    sealed blob not null
  ) strict;
  `,
  `
  create table black_box (
    report_id text primary key,
    center_id text not null,
    agent_id text not null,
    written_at text not null,
    sealed blob not null
  ) strict;
  `,
  `
  alter table call_log add column kind text not null default 'conversation'
    check (kind in ('conversation', 'consultation'));
  `,
  `
  create table callback_move (
    center_id text not null,
    agent_id text not null,
    callback_id text not null,
    sealed blob not null,
    primary key (center_id, agent_id, callback_id)
  ) strict, without rowid;
  `,
];

/** The newest version this build understands. */
export const schemaVersion = migrations.length;

/**
 * Brings the file up to date, one transaction per step. Throws on a file from the future.
 *
 * @param steps - All of them; a test makes a file of an earlier version with the first few.
 */
export function migrate(database: DatabaseSync, steps: readonly string[] = migrations): void {
  const row = database.prepare('pragma user_version').get();
  const version = Number(row?.['user_version'] ?? 0);
  if (version > schemaVersion) {
    throw new JournalFromTheFuture(version);
  }
  for (const [index, statements] of steps.slice(version).entries()) {
    try {
      database.exec(
        `begin immediate; ${statements}; pragma user_version = ${version + index + 1}; commit;`,
      );
    } catch (error) {
      if (database.isTransaction) database.exec('rollback');
      throw error;
    }
  }
}

/** The file was written by a newer Homeline: it must not be touched by this one. */
export class JournalFromTheFuture extends Error {
  readonly version: number;
  constructor(version: number) {
    super(
      `journal version ${version} is newer than ${schemaVersion}: a newer Homeline has written it, start that one`,
    );
    this.version = version;
  }
}
