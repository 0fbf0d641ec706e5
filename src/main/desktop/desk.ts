import type { DeskCommand, DeskRecords, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { DeskSnapshot, Notice, SignInProblem } from '../../contract/ipc/desk-snapshot.ts';
import type { FloorReply, FloorRequest } from '../../contract/ipc/floor-api.ts';
import { noCalls } from '../../domain/call/call.ts';
import { readPhoneLink } from '../../domain/customer/dial-text.ts';
import { signedOutDesktop } from '../../domain/desktop/state.ts';
import { headsetCalls } from '../../domain/headset/headset-calls.ts';
import { type Hotkey, hotkeyMeaning } from '../../domain/hotkey/press.ts';
import { createFloor, type Floor } from '../floor/floor.ts';
import { commandOf, createHeadset } from '../headset/headset.ts';
import { createHotkeys, type Shortcuts } from '../hotkeys/hotkeys.ts';
import type { JournalAccess } from '../journal/access.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log/log.ts';
import type { AudioDevices } from '../media/audio-devices.ts';
import type { MediaLink } from '../media/media-link.ts';
import type { Practice, PracticeRole } from '../practice/practice.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { centerAddress } from '../sync/address.ts';
import { type Center, createCenter, type SignedIn } from '../sync/center.ts';
import type { CachePosition } from './center-side.ts';
import type { DeskClock } from './clock.ts';
import { type JournalFacts, noJournalFacts } from './journal-facts.ts';
import { createNotices } from './notices.ts';
import { createGreeting, orderPractice, tellDirectory } from './practice-desk.ts';
import { createPreferences, type DeskShell } from './preferences.ts';
import { createShift, type Shift } from './shift.ts';
import { projectSnapshot } from './snapshot.ts';
import { createSoundLog } from './sound-log.ts';

export type DeskOptions = {
  readonly appVersion: string;
  /** What people call this computer. */
  readonly deskName: string;
  readonly settings: SettingsStore;
  /** Work and practice never share a journal. */
  readonly journal: (practice: boolean) => JournalAccess;
  readonly practice: Practice;
  /** Whether a practice customer calls a newcomer who waits. */
  readonly practiceGreets: boolean;
  readonly mediaLink: MediaLink;
  readonly audioDevices: AudioDevices;
  readonly shell: DeskShell;
  readonly shortcuts: Shortcuts;
  /** The folder that saved reports go into. */
  readonly downloads: () => string;
  readonly clock: DeskClock;
  readonly log: Log;
  readonly sendSnapshot: (snapshot: DeskSnapshot) => void;
  readonly sendRecords: (records: DeskRecords) => void;
  readonly onTheme: (theme: DeskSnapshot['app']['theme']) => void;
  /** Whether the operating system is to hand `tel:` and `sip:` links to this program. */
  readonly onPhoneLinks: (on: boolean) => void;
};

/**
 * The desk in main: sign-in and sign-out, settings, notices, practice; everything else is the
 * shift's. Makes the one snapshot stream.
 */
export function createDesk(options: DeskOptions) {
  const { settings, practice, clock, log } = options;
  const notices = createNotices(clock.now);
  const preferences = createPreferences({
    settings,
    audio: options.audioDevices,
    shell: options.shell,
    onTheme: options.onTheme,
    onPhoneLinks: options.onPhoneLinks,
    changed,
  });
  let shift: Shift | null = null;
  let floor: Floor | null = null;
  let journalFacts: () => JournalFacts = () => noJournalFacts;
  let session: DeskSnapshot['session'] = signedOut(null);
  let isPractice = false;
  let version = 0;
  let pending = false;
  let closed = false;
  let lastInputSequence = 0;
  let phoneLink: DeskSnapshot['phoneLink'] = null;
  let cachePosition: CachePosition = null;
  let agentState: DeskSnapshot['agent']['state'] = 'signed-out';

  const headset = createHeadset({
    link: options.mediaLink,
    clock,
    log,
    preferredName: settings.get().headset,
    carryOut: press,
    onPreferred: (name) => settings.set({ headset: name }),
    onChange: changed,
  });
  const hotkeys = createHotkeys({ shortcuts: options.shortcuts, onPress: pressHotkey, log });

  const greeting = createGreeting({
    practice,
    clock,
    isIdle: () =>
      isPractice &&
      agentState === 'ready' &&
      journalFacts().today.calls === 0 &&
      shift?.isLineUp() === true &&
      !shift.liveCall(),
    log,
  });
  const stopSoundLog = createSoundLog({
    liveCall: () => shift?.liveCall() ?? null,
    mediaLink: options.mediaLink,
    exchange: () => (isPractice ? practice.exchange() : null),
    clock,
    log,
  });

  function signedOut(problem: SignInProblem | null): DeskSnapshot['session'] {
    const { centerAddress: address, loginName } = settings.get();
    const access = options.journal(false);
    const waiting = access.ok ? access.journal.outbox.waitingAnywhere() : 0;
    const told = problem ?? (access.ok ? null : access.problem);
    return { state: 'signed-out', address, loginName, problem: told, waiting };
  }

  /** What a headset or a hotkey asks for goes the way of the desk's own buttons. */
  function press(command: DeskCommand): void {
    shift?.carryOut(command);
    changed();
  }

  function pressHotkey(hotkey: Hotkey): void {
    const facts = shift?.facts();
    if (!facts) return;
    const meaning = hotkeyMeaning(hotkey, headsetCalls(facts.calls));
    if (meaning === null) return;
    if (meaning.type !== 'not-interested') press(commandOf(meaning));
    else if (facts.desktop.work) {
      press({ kind: 'do-not-call', workId: facts.desktop.work.workId });
    }
  }

  /** Lights follow the calls at once, and so do the keys that are held only during one. */
  function tellButtons(): void {
    const calls = headsetCalls(shift?.facts().calls ?? noCalls);
    headset.callsChanged(calls);
    hotkeys.update({
      choice: settings.get().hotkeys,
      signedIn: shift !== null,
      inCall: calls.current !== null,
    });
  }

  /** Many facts may change in one turn; the page needs only the last. */
  function changed(): void {
    if (!closed) tellButtons();
    if (pending) return;
    pending = true;
    setImmediate(() => {
      pending = false;
      // The journals close with the desk: what the last turns changed nobody is left to see.
      if (!closed) options.sendSnapshot(snapshot());
    });
  }

  function snapshot(): DeskSnapshot {
    const facts = shift?.facts();
    const kept = journalFacts();
    version += 1;
    const made = projectSnapshot({
      version,
      appVersion: options.appVersion,
      settings: settings.get(),
      audio: options.audioDevices.view(),
      windows: options.shell.view(),
      session,
      nowMs: clock.nowMs(),
      agentStateForMs: facts?.presence.forMs ?? 0,
      reasons: facts?.reasons ?? [],
      desktop: facts?.desktop ?? signedOutDesktop,
      records: facts?.records ?? { edits: [], unsent: [] },
      calls: facts?.calls ?? noCalls,
      registration: facts?.registration ?? { kind: 'offline' },
      roundTripMs: facts?.roundTripMs ?? null,
      link: facts?.linkState ?? { state: 'offline', since: null },
      saved: facts?.saved ?? true,
      saveProblem: facts?.saveProblem ?? null,
      lastInputSequence,
      outbox: kept.outbox,
      receipts: kept.receipts,
      undoSent:
        facts?.desktop.undo != null &&
        !kept.waitingDncEntryIds.includes(facts.desktop.undo.entryId),
      today: kept.today,
      callbacks: kept.callbacks,
      agentId: facts?.owner.agentId ?? '',
      reminders: facts?.reminders ?? [],
      clockOffsetMs: facts?.clockOffsetMs ?? null,
      wallMs: facts?.nowMs ?? 0,
      dnc: kept.dnc,
      lastDialed: kept.lastDialed,
      phoneLink,
      notices: notices.all(),
      practice: isPractice ? practice.view() : null,
      headset: headset.view(),
      hotkeys: hotkeys.view(settings.get().hotkeys),
    });
    if (made.agent.state === agentState) return made;
    agentState = made.agent.state;
    if (agentState === 'ready' && isPractice && options.practiceGreets) greeting.becameReady();
    return made;
  }

  function notify(kind: Notice['kind'], facts: Record<string, string>): void {
    log.info({ notice: kind }, 'notice');
    notices.add(kind, facts);
    changed();
  }

  async function signIn(
    address: string,
    loginName: string,
    password: string,
    asPractice: boolean,
  ): Promise<DeskReply> {
    const parsed = centerAddress(address);
    if (!parsed.ok) return refuse(parsed.problem);
    session = { state: 'signing-in', address: parsed.base, practice: asPractice };
    changed();
    const center = createCenter(parsed.base);
    const access = options.journal(asPractice);
    if (!access.ok) return refuse(access.problem);
    const outcome = await center.signIn(loginName, password);
    if (!outcome.ok) return refuse(outcome.problem);
    if (!asPractice) settings.set({ centerAddress: address, loginName });
    try {
      beginShift(outcome.value, center, access.journal, asPractice);
    } catch (error) {
      // Nothing half done: the agent is back at the sign-in page, what is on disk stays there.
      log.error({ error: error instanceof Error ? error.stack : String(error) }, 'no shift');
      await shift?.shutDown();
      endShift();
      return refuse({ kind: 'provisioning', path: '', reason: 'unusable' });
    }
    log.info({ practice: asPractice }, 'signed in');
    changed();
    return { ok: true };
  }

  function beginShift(
    signedIn: SignedIn,
    center: Center,
    journal: Journal,
    asPractice: boolean,
  ): void {
    const { provisioning } = signedIn;
    notices.forget('line-moved', 'took-over');
    isPractice = asPractice;
    shift = createShift({
      signedIn,
      center: () => center,
      journal,
      mediaLink: options.mediaLink,
      deskId: settings.get().deskId,
      deskName: options.deskName,
      clock,
      log,
      cachePosition,
      remindBeforeMs: () => settings.get().remindBeforeMinutes * 60_000,
      onReminder: ({ id, number, wish }) =>
        options.shell.remind({ key: `callback ${id}`, who: number, why: wish }),
      onChange: changed,
      onRecords: (records) => {
        options.sendRecords(records);
        if (asPractice) tellDirectory(practice, records, log);
      },
      onNotice: notify,
      onSignOut: signOutLater,
    });
    journalFacts = shift.journalFacts;
    session = {
      state: 'signed-in',
      agent: {
        name: provisioning.agent.name,
        loginName: provisioning.agent.loginName,
        role: provisioning.agent.role,
        extension: provisioning.agent.extension,
      },
      center: {
        id: provisioning.center.id,
        epoch: provisioning.center.epoch,
        name: provisioning.center.name,
        address: center.base,
        practice: provisioning.center.practice,
      },
    };
    floor = createFloor({
      base: () => center.base,
      accessToken: shift.accessToken,
      downloads: options.downloads,
    });
    shift.start();
  }

  function endShift(): void {
    shift = null;
    floor = null;
    journalFacts = () => noJournalFacts;
    isPractice = false;
  }

  function refuse(problem: SignInProblem): DeskReply {
    log.info({ problem: problem.kind }, 'sign-in refused');
    session = signedOut(problem);
    changed();
    return { ok: false, error: { kind: 'sign-in', problem } };
  }

  async function signInToPractice(role: PracticeRole): Promise<DeskReply> {
    session = { state: 'signing-in', address: '', practice: true };
    changed();
    try {
      const door = await practice.open(role);
      return await signIn(door.base, door.loginName, door.password, true);
    } catch (error) {
      log.error({ error: String(error) }, 'practice did not start');
      const reason = error instanceof Error ? error.message : String(error);
      return refuse({ kind: 'practice-failed', reason });
    }
  }

  async function signOut(): Promise<DeskReply> {
    if (!shift) return { ok: false, error: { kind: 'not-now', state: 'signed-out' } };
    const ended = await shift.end();
    if (!ended.ok) return ended;
    endShift();
    session = signedOut(null);
    changed();
    return { ok: true };
  }

  /** Asked for in the middle of a step, which is finished first. */
  function signOutLater(): void {
    setImmediate(() => {
      signOut().catch((error: unknown) => log.error({ error: String(error) }, 'sign-out'));
    });
  }

  function refuseNow(): DeskReply {
    return { ok: false, error: { kind: 'not-now', state: session.state } };
  }

  return {
    /** The newest snapshot, for who looks on. */
    snapshot,

    /** A page was loaded: it counts its input from one again. */
    pageLoaded(): DeskSnapshot {
      lastInputSequence = 0;
      return snapshot();
    },

    changed,
    notify,

    /** A `tel:` or `sip:` link another program handed over: it fills the dial box, no more. */
    takeLink(link: string): void {
      const read = readPhoneLink(link);
      if (read?.ok) {
        phoneLink = { sequence: (phoneLink?.sequence ?? 0) + 1, text: read.text };
        changed();
      } else {
        notify('link-refused', { text: read?.shown ?? '' });
      }
    },
    /** The computer woke up: what the headset shows is told again. */
    resumed: headset.resumed,

    /** The floor manager's screens; the center decides again what each role may. */
    async floor(request: FloorRequest): Promise<FloorReply> {
      const isManager = session.state === 'signed-in' && session.agent.role !== 'agent';
      if (!floor || !isManager) return { ok: false, error: { kind: 'not-now' } };
      return floor(request);
    },

    async carryOut(command: DeskCommand): Promise<DeskReply> {
      if ('inputSequence' in command) {
        lastInputSequence = Math.max(lastInputSequence, command.inputSequence);
      }
      const settled = await preferences.carryOut(command);
      if (settled) return settled;
      switch (command.kind) {
        case 'sign-in':
          if (session.state !== 'signed-out') break;
          return signIn(command.address, command.loginName, command.password, false);
        case 'sign-in-to-practice':
          if (session.state !== 'signed-out') break;
          return signInToPractice('agent');
        case 'sign-in-to-practice-as-manager':
          if (session.state !== 'signed-out') break;
          return signInToPractice('floor-manager');
        case 'sign-out':
          return signOut();
        case 'choose-headset':
          return headset.choose(command.deviceId) ? { ok: true } : refuseNow();
        case 'set-remind-before':
          settings.set({ remindBeforeMinutes: command.minutes });
          changed();
          return { ok: true };
        case 'put-away':
          notices.putAway(command.noticeId);
          changed();
          return { ok: true };
        case 'practice-ring':
        case 'practice-center':
          if (!isPractice) return refuseNow();
          if (command.kind === 'practice-ring' && !shift?.isLineUp()) {
            return { ok: false, error: { kind: 'line-needed' } };
          }
          return orderPractice(practice, command);
        case 'cache-position':
          cachePosition = command.position;
          shift?.cacheReported(command.position);
          changed();
          return { ok: true };
        case 'find-customers':
        case 'fetch-customer':
        case 'load-timeline':
          if (!shift) break;
          return shift.ask(command);
        default: {
          if (!shift) break;
          const reply = await shift.carryOut(command);
          changed();
          return reply;
        }
      }
      return refuseNow();
    },

    /** Before the app ends: drafts stay on disk, the line and the practice processes are let go. */
    async close(): Promise<void> {
      closed = true;
      stopSoundLog();
      greeting.close();
      hotkeys.close();
      headset.close();
      await shift?.shutDown();
      await practice.close();
    },
  };
}
