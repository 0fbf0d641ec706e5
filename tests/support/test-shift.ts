import { pino } from 'pino';
import { expect, onTestFinished } from 'vitest';
import type { DeskRecords } from '../../src/contract/ipc/desk-api.ts';
import type { Lead } from '../../src/domain/campaign/campaign.ts';
import { createDeskClock, type DeskClock } from '../../src/main/desktop/clock.ts';
import { createShift } from '../../src/main/desktop/shift.ts';
import type { Journal } from '../../src/main/journal/journal.ts';
import { type MediaLink, pageLost } from '../../src/main/media/media-link.ts';
import { createCenter } from '../../src/main/sync/center.ts';

const noPage: MediaLink = {
  request: () => Promise.resolve(pageLost()),
  onEvent: () => () => undefined,
  alive: false,
};

/** Nobody listens there. */
const discardPort = 'ws://127.0.0.1:9';

/**
 * A whole shift as main runs it, signed in at a center, with a telephone that finds no exchange
 * and no audio page. The agent works the list without dialing.
 */
export async function startTestShift(options: {
  readonly url: string;
  readonly journal: Journal;
  readonly loginName?: string;
  readonly deskId?: string;
  readonly clock?: DeskClock;
  /** Where the telephone registers; by default nobody listens there. */
  readonly sipServer?: string;
  readonly mediaLink?: MediaLink;
}) {
  const loginName = options.loginName ?? 'agent';
  const center = createCenter(options.url);
  const outcome = await center.signIn(loginName, `${loginName}-${loginName}`);
  if (!outcome.ok) throw new Error(`sign-in: ${JSON.stringify(outcome.problem)}`);
  const { tokens, provisioning } = outcome.value;
  const records: DeskRecords[] = [];
  const notices: string[] = [];
  const reminders: string[] = [];
  const states: string[] = [];
  const shift = createShift({
    signedIn: {
      tokens,
      provisioning: {
        ...provisioning,
        sip: { ...provisioning.sip, servers: [options.sipServer ?? discardPort] },
      },
    },
    center: () => center,
    journal: options.journal,
    mediaLink: options.mediaLink ?? noPage,
    deskId: options.deskId ?? 'desk-1',
    deskName: `${options.deskId ?? 'desk-1'} of a test`,
    microphoneWanted: () => null,
    appVersion: '0.1.0',
    onQuality: () => undefined,
    onSignOut: () => undefined,
    clock: options.clock ?? createDeskClock(),
    remindBeforeMs: () => 600_000,
    onReminder: (callback) => reminders.push(callback.id),
    log: pino({ enabled: false }),
    cachePosition: null,
    onChange() {
      const { linkState } = shift.facts();
      const state = linkState.state === 'refused' ? linkState.reason : linkState.state;
      if (states.at(-1) !== state) states.push(state);
    },
    onRecords: (told) => records.push(told),
    onNotice: (kind) => notices.push(kind),
  });
  shift.start();
  onTestFinished(() => shift.shutDown());

  const linkIs = (state: string) =>
    expect.poll(() => states.at(-1), { timeout: 30_000, interval: 20 }).toBe(state);
  const carryOut = (command: Parameters<typeof shift.carryOut>[0]) => {
    const reply = shift.carryOut(command);
    expect(reply, command.kind).toMatchObject({ ok: true });
  };
  /** Opens a person's preview and gives the id of the conversation. */
  function open(leadId: string): string {
    carryOut({ kind: 'open-preview', leadId });
    const { work } = shift.facts().desktop;
    if (!work) throw new Error('no preview');
    return work.workId;
  }

  return {
    shift,
    owner: shift.owner,
    records,
    notices,
    reminders,
    /** States of the link since the start, without repetitions. */
    states,
    linkIs,
    counts: () => options.journal.outbox.counts(shift.owner),
    /** Every lead told so far, newest word, by rank. */
    leads(): readonly Lead[] {
      const all = records.flatMap((told) => told.leads as readonly Lead[]);
      return [...new Map(all.map((lead) => [lead.id, lead])).values()];
    },
    /** The desk has the center's whole list. */
    caughtUp: () =>
      expect
        .poll(() => options.journal.feed.position(shift.owner.centerId), {
          timeout: 30_000,
          interval: 20,
        })
        .not.toBeNull(),
    /** Everything written has its receipt. */
    delivered: () =>
      expect
        .poll(() => options.journal.outbox.counts(shift.owner).waiting, {
          timeout: 30_000,
          interval: 20,
        })
        .toBe(0),
    /** One conversation with a note and an outcome, closed. Returns its id. */
    talk(leadId: string, note: string): string {
      const workId = open(leadId);
      carryOut({ kind: 'note', workId, value: note, inputSequence: 1 });
      carryOut({ kind: 'disposition', workId, dispositionId: 'call-back' });
      carryOut({ kind: 'next', workId });
      return workId;
    },
    /** The key: marks the person of a preview and goes on. */
    markDoNotCall(leadId: string): string {
      const workId = open(leadId);
      carryOut({ kind: 'do-not-call', workId });
      return workId;
    },
    carryOut,
  };
}
