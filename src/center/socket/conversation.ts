import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { Down } from '../../contract/sync/down.ts';
import { hello } from '../../contract/sync/up/hello.ts';
import { type Up, up } from '../../contract/sync/up.ts';
import { helloWithinMs, protocolVersion } from '../../contract/sync/version.ts';
import type { Center } from '../center.ts';
import { feedHead } from '../db/feed.ts';
import { callerOfToken } from '../http/authenticate.ts';
import { acceptSubmission, rejectSubmission, type Submitter } from '../submission/accept.ts';
import { digestOf } from '../submission/canonical.ts';
import type { Line, Resume, Switchboard } from './switchboard.ts';

/** What is read of a hello before its version is known: another version has another shape. */
const anyHello = z.looseObject({ type: z.literal('hello'), protocol: z.string().max(64) });
/** What is read of an item that is not understood, so that it can be answered. */
const anySubmit = z.looseObject({
  type: z.literal('submit'),
  key: z.string().min(1).max(64),
  ordinal: z.int().positive().catch(0),
});

type RefusalReason = Extract<Down, { type: 'refused' }>['reason'];

const mostBufferedBytes = 8 * 1_048_576;
const mostWaitingFrames = 256;
const pingEveryMs = 10_000;

/**
 * One desk on the sync socket: hello, welcome, what it lacks, then items and receipts one by one
 * in the order they came. Anything that is not of the protocol ends it.
 */
export function converse(
  center: Center,
  switchboard: Switchboard,
  socket: WebSocket,
  log: Logger,
): void {
  let line: Line | null = null;
  let submitter: Submitter | null = null;
  let work: Promise<void> = Promise.resolve();
  let waiting = 0;
  let ended = false;
  let heard = true;

  const helloTimer = setTimeout(() => refuse('malformed'), helloWithinMs);
  const pingTimer = setInterval(() => {
    if (!heard) socket.terminate();
    heard = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, pingEveryMs);

  function heardOf(): void {
    heard = true;
    if (line) switchboard.heard(line);
  }

  function send(frame: string): void {
    if (ended || socket.readyState !== socket.OPEN) return;
    // A desk that does not read gets no endless queue here: it comes back and resumes.
    if (socket.bufferedAmount > mostBufferedBytes) socket.close(1013);
    else socket.send(frame);
  }

  function say(message: Down): void {
    send(JSON.stringify(message));
  }

  function answer(receipt: Extract<Down, { type: 'receipt' }>): void {
    center.metrics.submission(receipt.outcome);
    say(receipt);
  }

  function refuse(reason: RefusalReason, { movedTo = '', detail = '' } = {}): void {
    if (ended) return;
    say({ type: 'refused', reason, protocol: protocolVersion, detail, movedTo });
    ended = true;
    socket.close(1008);
  }

  async function hear(text: string): Promise<void> {
    if (ended) return;
    const json = parseJson(text);
    if (submitter === null || line === null) await welcome(json);
    else await obey(submitter, line, json);
  }

  async function welcome(json: unknown): Promise<void> {
    const first = anyHello.safeParse(json);
    if (!first.success) return refuse('malformed');
    if (first.data.protocol !== protocolVersion) return refuse('protocol');
    const message = hello.safeParse(json);
    if (!message.success) return refuse('malformed');
    const { accessToken, deskId, deskName, resume } = message.data;
    const caller = await callerOfToken(center, accessToken);
    if (!caller) return refuse('token');
    clearTimeout(helloTimer);
    const own: Line = {
      userId: caller.userId,
      sessionId: caller.sessionId,
      deskId,
      deskName,
      send,
      moveAway: (to) => refuse('moved', { movedTo: to }),
      close: () => socket.close(1012),
    };
    const sequence = await feedHead(center.db, center.organisationId);
    if (ended || socket.readyState !== socket.OPEN) return;
    const registered = switchboard.register(own);
    if (!registered.has) return refuse('moved', { movedTo: registered.movedTo });
    submitter = { caller, deskId };
    line = own;
    const { centerId, epoch } = center.identity;
    const at = new Date(center.now()).toISOString();
    const { tookOverFrom } = registered;
    say({ type: 'welcome', centerId, epoch, sequence, at, tookOverFrom });
    // Not awaited: items are taken while the desk is still being told.
    bringUpToDate(own, resume, sequence).catch((error: unknown) => {
      log.error({ error: messageOf(error) }, 'a desk could not be brought up to date');
      socket.close(1011);
    });
  }

  /** From where the desk stood, again when the database went away amid it: twice does no harm. */
  async function bringUpToDate(to: Line, resume: Resume, sequence: number): Promise<void> {
    for (;;) {
      try {
        await switchboard.bringUpToDate(to, resume, sequence);
        return;
      } catch (error) {
        if (!center.availability.suspect(error) || ended) throw error;
        await center.availability.whenThere();
      }
    }
  }

  async function obey(from: Submitter, own: Line, json: unknown): Promise<void> {
    const message = up.safeParse(json);
    if (message.success) return carryOut(from, own, message.data);
    const item = anySubmit.safeParse(json);
    if (!item.success) return refuse('malformed', { detail: notUnderstood(json) });
    log.warn({ issues: message.error.issues.length }, 'an item was not understood');
    answer(
      await rejectSubmission(center, from, {
        key: item.data.key,
        ordinal: item.data.ordinal,
        kind: 'malformed',
        body: JSON.stringify(json),
        reason: 'malformed',
        digest: digestOf(json),
      }),
    );
  }

  async function carryOut(from: Submitter, own: Line, message: Up): Promise<void> {
    switch (message.type) {
      case 'hello':
        return refuse('malformed');
      case 'agent-state':
        return switchboard.setState(own, message);
      case 'submit':
        return answer(await acceptSubmission(center, from, message));
    }
  }

  /**
   * While the database is away the socket stays: an item waits here until it can be carried out.
   * Whether its first try was committed nobody knows; the key makes the second one harmless.
   */
  async function hearInTime(text: string): Promise<void> {
    for (;;) {
      if (submitter !== null) await center.availability.whenThere();
      try {
        await hear(text);
        return;
      } catch (error) {
        if (!center.availability.suspect(error) || ended) throw error;
        if (submitter === null) {
          socket.close(1013);
          return;
        }
      }
    }
  }

  socket.on('message', (data: RawData, isBinary: boolean) => {
    heardOf();
    waiting += 1;
    if (waiting > mostWaitingFrames) socket.pause();
    const text = isBinary ? '' : data.toString();
    work = work
      .then(() => hearInTime(text))
      .catch((error: unknown) => {
        log.error({ error: messageOf(error) }, 'the sync socket failed');
        socket.close(1011);
      })
      .finally(() => {
        waiting -= 1;
        if (waiting <= mostWaitingFrames / 2 && socket.isPaused) socket.resume();
      });
  });
  socket.on('pong', heardOf);
  // Followed by `close`; the reason is the peer's or the network's.
  socket.on('error', (error) => log.info({ error: error.message }, 'sync socket'));
  socket.on('close', () => {
    ended = true;
    clearTimeout(helloTimer);
    clearInterval(pingTimer);
    if (line) switchboard.remove(line);
  });
}

/** Names a frame by its type alone: whatever else it holds is nobody's business. */
function notUnderstood(json: unknown): string {
  const named = z.looseObject({ type: z.string() }).safeParse(json);
  const type = named.data?.type.replaceAll(/[^\w.-]/g, '?').slice(0, 64);
  return type === undefined ? 'a frame without a type' : `a frame of the type ${type}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is not of the protocol: `undefined` fits no schema.
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
