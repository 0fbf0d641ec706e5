import type { ImportAnalysis, ImportProgress } from '../../contract/http/lead-import.ts';
import type { Caller } from '../account/account.ts';
import type { Meaning, Shape } from './reader/file.ts';
import type { Reader } from './reader/reader.ts';

/** A file that somebody is about to import: in memory only, gone with the center or after a while. */
export type ImportSession = {
  readonly id: string;
  readonly caller: Caller;
  readonly campaignId: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly digest: string;
  readonly reader: Reader;
  shape: Shape | null;
  meaning: Meaning;
  obstacle: ImportAnalysis['obstacle'];
  progress: ImportProgress;
  cancelled: boolean;
  running: Promise<void> | null;
  forget: NodeJS.Timeout;
};

const mostSessions = 4;
const idleMs = 60 * 60_000;

/** Before anything was asked of it. */
export function idleProgress(importId: string): ImportProgress {
  return {
    importId,
    phase: 'waiting',
    done: 0,
    total: 0,
    counts: null,
    findings: [],
    leadListId: null,
    detail: '',
  };
}

/** The imports that are under way, by id. One that nobody asks about for an hour is forgotten. */
export function createImportSessions() {
  const sessions = new Map<string, ImportSession>();

  async function forget(session: ImportSession): Promise<void> {
    sessions.delete(session.id);
    clearTimeout(session.forget);
    await session.reader.close();
  }

  return {
    add(
      about: Pick<
        ImportSession,
        'id' | 'caller' | 'campaignId' | 'name' | 'sizeBytes' | 'digest' | 'reader'
      >,
    ): ImportSession {
      const session: ImportSession = {
        ...about,
        shape: null,
        meaning: { fields: [], country: '' },
        obstacle: 'none',
        progress: idleProgress(about.id),
        cancelled: false,
        running: null,
        forget: setTimeout(() => void forget(session), idleMs),
      };
      session.forget.unref();
      sessions.set(session.id, session);
      return session;
    },
    find(caller: Caller, importId: string): ImportSession | null {
      const session = sessions.get(importId);
      if (!session || session.caller.organisationId !== caller.organisationId) return null;
      session.forget.refresh();
      return session;
    },
    forget,
    /** Room for one more: the one that was idle longest goes. */
    async makeRoom(organisationId: string): Promise<boolean> {
      const own = [...sessions.values()].filter(
        ({ caller }) => caller.organisationId === organisationId,
      );
      if (own.length < mostSessions) return true;
      const idle = own.find(({ running }) => running === null);
      if (idle) await forget(idle);
      return idle !== undefined;
    },
    all: (): readonly ImportSession[] => [...sessions.values()],
  };
}
