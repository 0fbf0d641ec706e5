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
  readonly send: (frame: string) => void;
  /** The same agent is now at another desk: this one is told and closed. */
  readonly moveAway: () => void;
  readonly close: () => void;
};

export type AgentState = 'ready' | 'not-ready' | 'on-call' | 'wrap-up';
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
  const states = new Map<Line, AgentState | null>();
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

  function remove(line: Line): void {
    if (lines.get(line.userId) === line) lines.delete(line.userId);
    states.delete(line);
    following.delete(line);
  }

  return {
    /** Where the feed stands before any desk comes. */
    async start(): Promise<void> {
      told = await feedHead(center.db, center.organisationId);
    },

    /** Tells every line what was committed since the last time. */
    tell(): void {
      if (tellingQueued) return;
      tellingQueued = true;
      inTurn(tellAll).catch((error: unknown) => {
        onError(error);
        // They come back and are told from where each of them is.
        for (const line of following) line.close();
      });
    },

    /** Gives an agent's line to this desk; whoever had it is moved away. */
    register(line: Line): void {
      const before = lines.get(line.userId);
      if (before) {
        remove(before);
        before.moveAway();
      }
      lines.set(line.userId, line);
      states.set(line, null);
    },

    /** Tells a new line what it lacks, then lets it follow. */
    async bringUpToDate(line: Line, resume: Resume, head: number): Promise<void> {
      let has = await sendPast(line, resume, head);
      await inTurn(async () => {
        if (told < has) await tellAll();
        while (has < told) has = await sendFeed(line, has);
        if (states.has(line)) following.add(line);
      });
    },

    remove,

    setState(line: Line, state: AgentState): void {
      if (states.has(line)) states.set(line, state);
    },

    /** Who is connected and what each is doing, as far as the desk has said. */
    desks() {
      return [...states].map(([line, state]) => ({
        agentId: line.userId,
        deskId: line.deskId,
        state,
      }));
    },

    endSession(sessionId: string): void {
      for (const line of lines.values()) if (line.sessionId === sessionId) line.close();
    },
  };
}

export type Switchboard = ReturnType<typeof createSwitchboard>;
