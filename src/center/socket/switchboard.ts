import type { DeskStanding } from '../../contract/http/desks.ts';
import type { AgentStateReport } from '../../contract/sync/up/agent-state.ts';
import type { Center } from '../center.ts';
import { feedHead, readFeed } from '../db/feed.ts';
import { provisioningOf } from '../db/provisioning.ts';
import { type ReadyChange, readChanges, readSnapshot } from './changes.ts';
import { type CatchingUp, packFrames } from './frames.ts';

/** One desk that has been let in. */
export type Line = {
  readonly userId: string;
  readonly sessionId: string;
  readonly deskId: string;
  readonly deskName: string;
  readonly send: (frame: string) => void;
  /** The same agent is now at another desk, of that name: this one is told and closed. */
  readonly moveAway: (deskName: string) => void;
  readonly close: () => void;
};

/** The desk of an agent as far as it was heard of; `agentName` is the store's to say. */
export type SeenDesk = Omit<DeskStanding, 'agentName'>;

/** Whether a desk got the line. */
export type Registered =
  /** `tookOverFrom`: name of the agent's other desk that was here with it until now. */
  | { readonly has: true; readonly tookOverFrom: string | null }
  /** A newer sign-in has it, at the desk of that name. */
  | { readonly has: false; readonly movedTo: string };

export type Resume = { readonly epoch: string; readonly sequence: number } | null;

/** A desk further behind than this starts from a snapshot. */
const longestResume = 20_000;
const eventsAtOnce = 2_000;

/**
 * Who is connected, and who has been told what. One reader follows the feed; each batch is read
 * and made JSON once and sent to every line that follows.
 *
 * Telling and letting a line join run one after the other, so that `told` means the same for
 * every line that follows: all of them have everything up to it, and nothing beyond.
 */
export function createSwitchboard(center: Center, onError: (error: unknown) => void) {
  const lines = new Map<string, Line>();
  /** By agent: whose sign-in the line belongs to, and what that desk has said. */
  const seen = new Map<string, SeenDesk & { readonly sessionId: string | null }>();
  /** Sign-ins that have lost the line to a newer one. */
  const lost = new Set<string>();
  const following = new Set<Line>();
  let told = 0;
  let queue: Promise<unknown> = Promise.resolve();
  let tellingQueued = false;

  function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = queue.then(task);
    queue = result.catch(() => undefined);
    return result;
  }

  async function tellAll(): Promise<void> {
    tellingQueued = false;
    if (following.size === 0) {
      told = await feedHead(center.db, center.organisationId);
      return;
    }
    for (;;) {
      const events = await readFeed(center.db, center.organisationId, told, eventsAtOnce);
      const last = events.at(-1);
      if (!last) return;
      const batch = { reset: false, from: told, to: last.sequence };
      const changes = await readChanges(center, events);
      const forAll = changes.filter((change) => change !== 'provisioning');
      const shared = forAll.length === changes.length ? packFrames({ ...batch, changes }) : null;
      for (const line of following) {
        for (const frame of shared ?? (await framesFor(line, { ...batch, changes }))) {
          line.send(frame);
        }
      }
      told = last.sequence;
    }
  }

  async function framesFor(
    line: Line,
    batch: Omit<CatchingUp, 'changes'> & { readonly changes: readonly ReadyChange[] },
  ): Promise<readonly string[]> {
    const changes: string[] = [];
    for (const change of batch.changes) {
      if (change !== 'provisioning') changes.push(change);
      else {
        const provisioning = await provisioningOf(center, line.userId);
        changes.push(JSON.stringify({ kind: 'provisioning', provisioning }));
      }
    }
    return packFrames({ ...batch, changes });
  }

  async function sendFeed(line: Line, after: number): Promise<number> {
    const events = await readFeed(center.db, center.organisationId, after, longestResume);
    const last = events.at(-1);
    if (!last) return after;
    const changes = await readChanges(center, events);
    const batch = { reset: false, from: after, to: last.sequence, changes };
    for (const frame of await framesFor(line, batch)) line.send(frame);
    return last.sequence;
  }

  /** The long part of catching up; others are told meanwhile. Returns what the line now has. */
  async function sendPast(line: Line, resume: Resume, head: number): Promise<number> {
    const resumable =
      resume !== null &&
      resume.epoch === center.identity.epoch &&
      resume.sequence <= head &&
      head - resume.sequence <= longestResume;
    if (resumable) return sendFeed(line, resume.sequence);
    const changes = await readSnapshot(center);
    const snapshot = { reset: true, from: 0, to: head, changes };
    for (const frame of await framesFor(line, snapshot)) line.send(frame);
    return head;
  }

  function holds(line: Line): boolean {
    return lines.get(line.userId) === line;
  }

  function note(line: Line, change: Partial<SeenDesk>): void {
    const desk = seen.get(line.userId);
    if (!desk || !holds(line)) return;
    seen.set(line.userId, { ...desk, lastSeenAt: now(), ...change });
  }

  const now = () => new Date(center.now()).toISOString();

  function remove(line: Line): void {
    following.delete(line);
    if (!holds(line)) return;
    // While it still holds the line: what others say of a desk that has gone is not noted.
    note(line, { connected: false });
    lines.delete(line.userId);
  }

  return {
    /** The sessions that have a socket now. */
    sessions: (): readonly string[] => [...lines.values()].map((line) => line.sessionId),

    /** How many desks have a socket. */
    connected: () => lines.size,
    /** Events that were committed and not told yet. */
    lag: async () => Math.max(0, (await feedHead(center.db, center.organisationId)) - told),

    /** Where the feed stands before any desk comes. */
    async start(): Promise<void> {
      told = await feedHead(center.db, center.organisationId);
    },

    /** Tells every line what was committed since the last time. */
    tell(): void {
      if (tellingQueued) return;
      tellingQueued = true;
      inTurn(tellAll).catch((error: unknown) => {
        if (center.availability.suspect(error)) {
          center.availability.whenThere().then(() => this.tell(), onError);
          return;
        }
        onError(error);
        // They come back and are told from where each of them is.
        for (const line of following) line.close();
      });
    },

    /**
     * Gives an agent's line to this desk; whoever had it is moved away. A desk that was only out
     * of reach when the agent signed in elsewhere does not take it back.
     */
    register(line: Line): Registered {
      const last = seen.get(line.userId);
      const elsewhere = last && last.deskId !== line.deskId ? last : null;
      if (elsewhere && elsewhere.sessionId !== null && lost.has(line.sessionId)) {
        return { has: false, movedTo: elsewhere.deskName };
      }
      lost.delete(line.sessionId);
      if (elsewhere?.sessionId && elsewhere.sessionId !== line.sessionId) {
        lost.add(elsewhere.sessionId);
      }
      const before = lines.get(line.userId);
      if (before) {
        remove(before);
        before.moveAway(line.deskName);
      }
      lines.set(line.userId, line);
      const { userId: agentId, sessionId, deskId, deskName } = line;
      const report = elsewhere ? null : (last?.report ?? null);
      seen.set(agentId, {
        agentId,
        sessionId,
        deskId,
        deskName,
        connected: true,
        lastSeenAt: now(),
        report,
      });
      const tookOverFrom = before && elsewhere ? before.deskName : null;
      return { has: true, tookOverFrom };
    },

    /** Something was heard of the desk. */
    heard(line: Line): void {
      note(line, {});
    },

    /** Tells a new line what it lacks, then lets it follow. */
    async bringUpToDate(line: Line, resume: Resume, head: number): Promise<void> {
      let has = await sendPast(line, resume, head);
      await inTurn(async () => {
        if (told < has) await tellAll();
        while (has < told) has = await sendFeed(line, has);
        if (holds(line)) following.add(line);
      });
    },

    remove,

    setState(line: Line, { type, ...report }: AgentStateReport): void {
      note(line, { report });
    },

    /** The desk each agent used last since the center's start, and what it has said. */
    desks(): SeenDesk[] {
      return [...seen.values()].map(({ sessionId, ...desk }) => desk);
    },

    /** A desk that signed out has given the line up: any other may have it. */
    endSession(sessionId: string): void {
      lost.delete(sessionId);
      for (const [agentId, desk] of seen) {
        if (desk.sessionId !== sessionId) continue;
        seen.set(agentId, { ...desk, sessionId: null, report: null });
      }
      for (const line of lines.values()) if (line.sessionId === sessionId) line.close();
    },
  };
}

export type Switchboard = ReturnType<typeof createSwitchboard>;
