import { createHash } from 'node:crypto';
import type {
  ImportAnalysis,
  ImportProgress,
  ImportReason,
  ImportSettings,
} from '../../contract/http/lead-import.ts';
import type { Problem } from '../../contract/http/problem.ts';
import type { Caller } from '../account/account.ts';
import type { Center } from '../center.ts';
import { writeHabit } from '../db/import-habits.ts';
import { problem } from '../http/problem.ts';
import { uuidV7 } from '../uuid.ts';
import { analyse, guessAll } from './analysis.ts';
import { announce } from './finish.ts';
import { createImportSessions, type ImportSession, idleProgress } from './import-session.ts';
import { matchRows } from './match.ts';
import { createReader } from './reader/reader.ts';
import { Unusable } from './reader/table.ts';
import { storeList } from './store-list.ts';
import { createTally } from './tally.ts';

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

const rowsCheckedAtOnce = 500;

const obstacles: Readonly<Record<Exclude<ImportAnalysis['obstacle'], 'none'>, string>> = {
  'no-rows': 'The file has no rows.',
  'no-phone-column':
    'No column of the file looks like telephone numbers. Name it in the first line (such as ' +
    'phone_number), or say which column it is.',
  'choose-sheet': 'The workbook has several sheets with rows. Say which one is the list.',
  'no-country':
    'The numbers have no plus and nothing names their country. Choose the country of the list.',
};

/**
 * The imports of a center: upload, look, change, check all rows, commit or cancel. One list is
 * stored at a time; the others wait their turn.
 */
export function createImports(center: Center, onFault: (error: unknown) => void) {
  const sessions = createImportSessions();
  const { find, forget } = sessions;
  let storing: Promise<unknown> = Promise.resolve();
  let announcing: Promise<unknown> = Promise.resolve();
  const ending = new AbortController();

  async function upload(
    caller: Caller,
    file: { readonly campaignId: string; readonly name: string; readonly content: Buffer },
  ): Promise<Result<ImportAnalysis>> {
    if (!(await sessions.makeRoom(caller.organisationId))) {
      const detail = 'Too many imports are under way. Wait for one to end.';
      return refused('unavailable', 'too-many-imports', detail);
    }
    const id = uuidV7(center.now());
    const reader = createReader(file.content);
    const session = sessions.add({
      id,
      caller,
      campaignId: file.campaignId,
      name: file.name,
      sizeBytes: file.content.length,
      digest: createHash('sha256').update(file.content).digest('hex'),
      reader,
    });
    return attempt(async () => {
      await reader.open();
      return analyse(center, session, guessAll);
    }, session);
  }

  /** Starts work in the background; `progress` tells how far it is. */
  function begin(session: ImportSession, work: () => Promise<void>): Result<ImportProgress> {
    if (session.running !== null) {
      return refused('malformed', 'at-work', 'This import is at work already.');
    }
    const { obstacle } = session;
    if (obstacle !== 'none') return refused('unsupported-format', obstacle, obstacles[obstacle]);
    session.cancelled = false;
    session.running = work()
      .catch((error: unknown) => {
        // Cancelling ends the thread in the middle of a question.
        if (session.cancelled) return;
        session.progress = { ...session.progress, phase: 'failed', ...whyOf(error) };
      })
      .finally(() => {
        session.running = null;
      });
    return { ok: true, value: session.progress };
  }

  function whyOf(error: unknown): { readonly reason: ImportReason; readonly detail: string } {
    if (error instanceof Unusable) return { reason: error.reason, detail: error.message };
    if (center.availability.suspect(error)) {
      const detail = 'The database of the center went away. Import the list again when it is back.';
      return { reason: 'database-away', detail };
    }
    onFault(error);
    return { reason: 'fault', detail: 'Try again; the fault is logged.' };
  }

  async function readAll(session: ImportSession): Promise<number> {
    const say = (done: number, total: number) => {
      session.progress = { ...idleProgress(session.id), phase: 'reading', done, total };
    };
    say(0, session.shape?.rows ?? 0);
    return session.reader.readAll(session.meaning, say);
  }

  async function checkAll(session: ImportSession): Promise<void> {
    const total = await readAll(session);
    const tally = createTally(session, 'checking', total);
    const { organisationId } = session.caller;
    const taken = new Set<string>();
    for (let from = 0; from < total && !session.cancelled; from += rowsCheckedAtOnce) {
      const rows = await session.reader.slice(from, rowsCheckedAtOnce);
      tally.take(await matchRows(center.db, organisationId, session.campaignId, rows, taken));
      tally.say(from + rows.length);
    }
    tally.end('checked', null);
  }

  async function storeAll(session: ImportSession): Promise<void> {
    const total = await readAll(session);
    const turn = storing.then(() => storeNow(session, total));
    storing = turn.catch(() => undefined);
    await turn;
  }

  async function storeNow(session: ImportSession, total: number): Promise<void> {
    const { caller, reader } = session;
    if (session.cancelled) return;
    await refuseWithoutPeople(session, total);
    const tally = createTally(session, 'storing', total);
    const leadListId = await storeList(center, caller, session, reader, {
      total,
      onProgress: tally.say,
      onRows: tally.take,
      isCancelled: () => session.cancelled,
    });
    if (leadListId === null) return;
    const { shape, meaning } = session;
    if (shape?.signature) {
      const { signature } = shape;
      // The list is seen: whatever becomes of this, it was imported.
      await writeHabit(center.db, caller.organisationId, signature, meaning, center.now()).catch(
        onFault,
      );
    }
    tally.end('done', leadListId);
    announcing = announcing.then(() => announce(center, leadListId, ending.signal)).catch(onFault);
  }

  async function refuseWithoutPeople({ reader }: ImportSession, total: number): Promise<void> {
    for (let from = 0; from < total; from += rowsCheckedAtOnce) {
      const rows = await reader.slice(from, rowsCheckedAtOnce);
      if (rows.some(({ draft }) => draft !== null)) return;
    }
    throw new Unusable('unsupported-format', 'no-usable-row', noneUsable);
  }

  async function attempt<Value>(
    run: () => Promise<Value>,
    session: ImportSession,
  ): Promise<Result<Value>> {
    try {
      return { ok: true, value: await run() };
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      await forget(session);
      return refused(error.kind, error.reason, error.message);
    }
  }

  const unknown = <Value>(): Result<Value> =>
    refused(
      'not-found',
      'unknown-import',
      'This import is not known any more. Choose the file again.',
    );

  return {
    upload,

    async change(caller: Caller, importId: string, settings: ImportSettings) {
      const session = find(caller, importId);
      if (!session) return unknown<ImportAnalysis>();
      if (session.running !== null) {
        const detail = 'This import is at work: wait or cancel it.';
        return refused<ImportAnalysis>('malformed', 'at-work', detail);
      }
      session.progress = idleProgress(importId);
      const work = attempt(() => analyse(center, session, settings), session);
      // A commit that comes meanwhile must not read the file in one way and its columns in another.
      session.running = work.then(
        () => undefined,
        () => undefined,
      );
      try {
        return await work;
      } catch (error) {
        if (session.cancelled) return unknown<ImportAnalysis>();
        throw error;
      } finally {
        session.running = null;
      }
    },

    check(caller: Caller, importId: string): Result<ImportProgress> {
      const session = find(caller, importId);
      return session ? begin(session, () => checkAll(session)) : unknown();
    },

    commit(caller: Caller, importId: string): Result<ImportProgress> {
      const session = find(caller, importId);
      if (session?.progress.phase === 'done') return { ok: true, value: session.progress };
      return session ? begin(session, () => storeAll(session)) : unknown();
    },

    progress(caller: Caller, importId: string): Result<ImportProgress> {
      const session = find(caller, importId);
      return session ? { ok: true, value: session.progress } : unknown();
    },

    /**
     * Ends an import, whatever it is doing; nothing of it stays. Answers when that is so, or with
     * `done` when the list was shown before.
     */
    async cancel(caller: Caller, importId: string): Promise<Result<ImportProgress>> {
      const session = find(caller, importId);
      if (!session) return unknown();
      session.cancelled = true;
      const { running } = session;
      await session.reader.close();
      await running;
      await forget(session);
      const { progress } = session;
      if (progress.phase === 'done') return { ok: true, value: progress };
      return { ok: true, value: { ...idleProgress(importId), phase: 'cancelled' } };
    },

    /** The whole way at once, for a file that needs no questions: practice, and scripts. */
    async importNow(
      caller: Caller,
      file: Parameters<typeof upload>[1],
    ): Promise<Result<ImportProgress>> {
      const uploaded = await upload(caller, file);
      if (!uploaded.ok) return uploaded;
      const session = find(caller, uploaded.value.importId);
      if (!session) return unknown();
      const begun = begin(session, () => storeAll(session));
      if (begun.ok) await session.running;
      // Whoever sends a file this way asks nothing later: the answer comes when all is told.
      await announcing;
      await forget(session);
      if (!begun.ok) return begun;
      const { progress } = session;
      if (progress.phase === 'done') return { ok: true, value: progress };
      const { reason, detail } = progress;
      return refused('unsupported-format', reason, detail);
    },

    async close(): Promise<void> {
      ending.abort();
      for (const session of sessions.all()) {
        session.cancelled = true;
        const { running } = session;
        await session.reader.close();
        await running;
        await forget(session);
      }
      await announcing;
    },
  };
}

export type Imports = ReturnType<typeof createImports>;

const noneUsable =
  'None of its rows can be imported: no row has a telephone number that can be read. Check which ' +
  'column holds the numbers, and the country of the list.';

function refused<Value>(
  kind: Problem['kind'],
  reason: Problem['reason'],
  detail: string,
): Result<Value> {
  return { ok: false, problem: { ...problem(kind, detail), reason } };
}
