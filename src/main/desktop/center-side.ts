import type { Tokens } from '../../contract/http/sign-in.ts';
import type { DeskRecords } from '../../contract/ipc/desk-api.ts';
import type { Notice } from '../../contract/ipc/desk-snapshot.ts';
import type { Provisioning } from '../../contract/record/provisioning.ts';
import type { Receipt } from '../../contract/sync/down/receipt.ts';
import type { AgentStateReport } from '../../contract/sync/up/agent-state.ts';
import type { Customer } from '../../domain/customer/customer.ts';
import type { DesktopEvent } from '../../domain/desktop/event.ts';
import type { Journal } from '../journal/journal.ts';
import type { Owner } from '../journal/table.ts';
import type { Log } from '../log/log.ts';
import type { Center } from '../sync/center.ts';
import { createDelivery } from '../sync/delivery.ts';
import { createFeedIntake } from '../sync/feed-intake.ts';
import { createLink, type FeedResume, type LinkState } from '../sync/link.ts';
import { createSessionTokens } from '../sync/session-tokens.ts';
import { createCenterQuestions } from './center-questions.ts';
import type { DeskClock } from './clock.ts';
import { createPeople } from './people.ts';

/** How far the desk page's cache has come; null when it holds nothing. */
export type CachePosition = { centerId: string; epoch: string; sequence: number } | null;

const feedRetryMs = 5_000;
/** Sign-out waits so long for receipts; what has none by then goes with the next sign-in. */
const drainWithinMs = 2_000;
const drainLookMs = 50;
/** A page that is not there must not keep the center waiting. */
const cacheReportWithinMs = 2_000;

/** Everything of a shift that has to do with the center: the link, the feed, the outbox' way. */
export function createCenterSide(options: {
  readonly owner: Owner;
  readonly epoch: string;
  readonly tokens: Tokens;
  /** Asked at each use: a practice center may come back at another address. */
  readonly center: () => Center;
  readonly journal: Journal;
  readonly deskId: string;
  readonly deskName: string;
  readonly clock: DeskClock;
  readonly log: Log;
  readonly cachePosition: CachePosition;
  readonly dispatch: (event: DesktopEvent) => void;
  readonly onProvisioning: (document: Provisioning) => void;
  readonly onRecords: (records: DeskRecords) => void;
  readonly onNotice: (kind: Notice['kind'], facts: Record<string, string>) => void;
  /** The center has just let this desk in. */
  readonly onWelcome: () => void;
  /** Before the outbox takes it in. */
  readonly onReceipt: (receipt: Receipt) => void;
  readonly onChange: () => void;
}) {
  const { owner, journal, clock, log, onChange } = options;
  let { cachePosition, epoch } = options;
  let asked = clock.reading();
  let cancelStart: (() => void) | null = null;
  let state: LinkState & { since: string } = { state: 'connecting', since: clock.now() };

  const accessToken = createSessionTokens(options.tokens, options.center, () =>
    Date.parse(clock.now()),
  );
  const people = createPeople({
    center: options.center,
    accessToken,
    onRecords: sendCustomers,
    dispatch: options.dispatch,
    onProblem: (error) => log.warn({ error: String(error) }, 'look-up failed'),
  });
  const questions = createCenterQuestions({
    center: options.center,
    accessToken,
    onRecords: sendCustomers,
  });
  const delivery = createDelivery({
    journal,
    owner,
    submit: (item) => link.say(item),
    onChange,
  });
  const intake = createFeedIntake({
    journal,
    centerId: owner.centerId,
    epoch: () => epoch,
    onRecords: (records) => {
      // The page takes what it is sent; should it be loaded again, it says how far it has come.
      if (records.position) cachePosition = records.position;
      options.onRecords(records);
      if (records.leads.length > 0) options.dispatch({ type: 'list-changed' });
    },
    onProvisioning: options.onProvisioning,
    onApplied: onChange,
    onProblem: (error) => {
      log.warn({ error: String(error) }, 'center changes not taken in');
      clock.after(feedRetryMs, () => link.restart());
    },
  });
  const link = createLink({
    base: () => options.center().base,
    deskId: options.deskId,
    deskName: options.deskName,
    accessToken,
    resume,
    random: Math.random,
    log,
    onHello: () => {
      asked = clock.reading();
    },
    onState: setState,
    onWelcome: (welcome) => {
      if (welcome.centerId !== owner.centerId) {
        // Another center at this address: nothing of this one's may go there.
        log.error('another center answers at this address');
        link.stop();
        setState({ state: 'refused', reason: 'other-center' });
        return;
      }
      epoch = welcome.epoch;
      clock.told(asked, welcome.at);
      intake.begin();
      delivery.resend();
      people.askAgain();
      if (welcome.tookOverFrom !== null) {
        options.onNotice('took-over', { desk: welcome.tookOverFrom });
      }
      options.onWelcome();
    },
    onReceipt: (receipt) => {
      const { key, outcome, reference } = receipt;
      log.info({ key, outcome, reference }, 'receipt');
      options.onReceipt(receipt);
      // A conflict is no refusal: the words are back in their form, and a notice says so.
      const isRefusal = outcome === 'rejected' && receipt.reason !== 'conflict';
      if (isRefusal) options.onNotice('item-rejected', { reason: receipt.reason });
      delivery.receipt(receipt);
    },
    onChanges: (changes) => intake.take(changes),
  });

  function begin(): void {
    cancelStart?.();
    cancelStart = null;
    link.start();
  }

  function setState(next: LinkState): void {
    if (next.state !== state.state) log.info(next, 'center link');
    // Each try to reach it is part of the same time without it.
    const goesOn = next.state === state.state || (isAway(next) && isAway(state));
    const since = goesOn ? state.since : clock.now();
    state = { ...next, since };
    if (next.state === 'refused' && next.reason === 'moved') {
      options.dispatch({ type: 'line-moved' });
      tellMoved();
    }
    onChange();
  }

  /** Says that the line is at another desk, and where. */
  function tellMoved(): void {
    if (state.state === 'refused') {
      options.onNotice('line-moved', { desk: state.movedTo ?? '' });
    }
  }

  function resume(): FeedResume | null {
    const kept = journal.feed.position(owner.centerId);
    if (!kept || cachePosition?.centerId !== owner.centerId) return null;
    if (cachePosition.epoch !== kept.epoch) return null;
    return { epoch: kept.epoch, sequence: Math.min(kept.sequence, cachePosition.sequence) };
  }

  function sendCustomers(customers: readonly Customer[]): void {
    options.onRecords({
      reset: false,
      position: null,
      customers: structuredClone(customers) as DeskRecords['customers'],
      leads: [],
    });
  }

  return {
    state: () => state,
    people,
    accessToken,

    /** The computer's clock was set: the welcome of a new socket tells the center's time. */
    askTime(): void {
      link.restart();
    },
    /** Asks the center what the page wants to know. */
    ask: questions,

    /** Waits a moment for the page to say how far its cache is, so that the feed is asked once. */
    start(): void {
      cancelStart = clock.after(cacheReportWithinMs, begin);
    },

    stop(): void {
      cancelStart?.();
      link.stop();
    },

    /** Best effort: what the center has given for this sign-in is worth nothing from now on. */
    async signOut(): Promise<void> {
      const token = await accessToken();
      if (token !== 'refused' && token !== 'unreachable') await options.center().signOut(token);
    },

    /** Gives the center a moment to answer for what was written last. */
    async drained(): Promise<void> {
      const endMs = clock.nowMs() + drainWithinMs;
      while (
        state.state === 'reachable' &&
        journal.outbox.counts(owner).waiting > 0 &&
        clock.nowMs() < endMs
      ) {
        await new Promise<void>((resolve) => clock.after(drainLookMs, resolve));
      }
    },

    /** Something new may wait in the outbox. */
    pump: () => delivery.pump(),

    /** The desk page was loaded again: what its cache missed is told once more. */
    cacheReported(position: CachePosition): void {
      cachePosition = position;
      if (cancelStart) {
        begin();
        return;
      }
      const kept = journal.feed.position(owner.centerId);
      const behind =
        position?.centerId !== owner.centerId ||
        position.epoch !== kept?.epoch ||
        position.sequence < kept.sequence;
      if (kept && behind) link.restart();
    },

    /** The center's floor managers see what its agents do. False while the center is away. */
    tellAgentState: (report: AgentStateReport): boolean => link.say(report),
    tellMoved,
  };
}

function isAway({ state }: LinkState): boolean {
  return state === 'offline' || state === 'connecting';
}
