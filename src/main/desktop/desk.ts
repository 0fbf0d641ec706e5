import type { DeskCommand, DeskRecords, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { DeskSnapshot, Notice } from '../../contract/ipc/desk-snapshot.ts';
import type { FloorReply, FloorRequest } from '../../contract/ipc/floor-api.ts';
import type { QualitySeries } from '../../contract/ipc/quality-view.ts';
import { noCalls } from '../../domain/call/call.ts';
import { readPhoneLink } from '../../domain/customer/dial-text.ts';
import { signedOutDesktop } from '../../domain/desktop/state.ts';
import type { Shortcuts } from '../hotkeys/hotkeys.ts';
import type { JournalAccess } from '../journal/access.ts';
import type { Log } from '../log/log.ts';
import type { AudioDevices } from '../media/audio-devices.ts';
import type { MediaLink } from '../media/media-link.ts';
import type { Practice } from '../practice/practice.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { createButtons } from './buttons.ts';
import type { CachePosition } from './center-side.ts';
import type { DeskClock } from './clock.ts';
import { type JournalFacts, noJournalFacts } from './journal-facts.ts';
import { createNotices } from './notices.ts';
import { createGreeting, orderPractice } from './practice-desk.ts';
import { createPreferences, type DeskShell } from './preferences.ts';
import { createSession } from './session.ts';
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
  readonly sendQuality: (series: QualitySeries) => void;
  readonly onTheme: (theme: DeskSnapshot['app']['theme']) => void;
  /** Whether the operating system is to hand `tel:` and `sip:` links to this program. */
  readonly onPhoneLinks: (on: boolean) => void;
};

/**
 * The desk in main: hands each command to the session, the shift, the settings or practice, and makes
 * the one snapshot stream.
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
  let version = 0;
  let pending = false;
  let closed = false;
  let lastInputSequence = 0;
  let phoneLink: DeskSnapshot['phoneLink'] = null;
  let cachePosition: CachePosition = null;
  let agentState: DeskSnapshot['agent']['state'] = 'signed-out';

  const session = createSession({
    settings,
    practice,
    journal: options.journal,
    downloads: options.downloads,
    log,
    shiftPart: () => ({
      mediaLink: options.mediaLink,
      deskId: settings.get().deskId,
      deskName: options.deskName,
      microphoneWanted: () => options.audioDevices.view().chosen.microphone,
      onQuality: options.sendQuality,
      appVersion: options.appVersion,
      clock,
      log,
      remindBeforeMs: () => settings.get().remindBeforeMinutes * 60_000,
      onReminder: ({ id, number, wish }) =>
        options.shell.remind({ key: `callback ${id}`, who: number, why: wish }),
      onChange: changed,
      onNotice: notify,
    }),
    cachePosition: () => cachePosition,
    sendRecords: options.sendRecords,
    onBegin: () => notices.forget('line-moved', 'took-over'),
    onChange: changed,
  });
  const buttons = createButtons({
    settings,
    mediaLink: options.mediaLink,
    shortcuts: options.shortcuts,
    clock,
    log,
    facts() {
      const facts = session.shift()?.facts();
      return facts ? { calls: facts.calls, workId: facts.desktop.work?.workId ?? null } : null;
    },
    press(command) {
      session.shift()?.carryOut(command);
      changed();
    },
    onChange: changed,
  });
  const greeting = createGreeting({
    practice,
    clock,
    isIdle: () =>
      session.isPractice() &&
      agentState === 'ready' &&
      journalFacts().today.calls === 0 &&
      session.shift()?.isLineUp() === true &&
      !session.shift()?.liveCall(),
    log,
  });
  const stopSoundLog = createSoundLog({
    liveCall: () => session.shift()?.liveCall() ?? null,
    mediaLink: options.mediaLink,
    exchange: () => (session.isPractice() ? practice.exchange() : null),
    clock,
    log,
  });

  function journalFacts(): JournalFacts {
    return session.shift()?.journalFacts() ?? noJournalFacts;
  }

  /** Many facts may change in one turn; the page needs only the last. */
  function changed(): void {
    if (!closed) buttons.tell();
    if (pending) return;
    pending = true;
    setImmediate(() => {
      pending = false;
      // The journals close with the desk: what the last turns changed nobody is left to see.
      if (!closed) options.sendSnapshot(snapshot());
    });
  }

  function snapshot(): DeskSnapshot {
    const facts = session.shift()?.facts();
    const kept = journalFacts();
    version += 1;
    const made = projectSnapshot({
      version,
      appVersion: options.appVersion,
      settings: settings.get(),
      audio: options.audioDevices.view(),
      windows: options.shell.view(),
      session: session.state(),
      nowMs: clock.nowMs(),
      agentStateForMs: facts?.presence.forMs ?? 0,
      reasons: facts?.reasons ?? [],
      desktop: facts?.desktop ?? signedOutDesktop,
      records: facts?.records ?? { edits: [], unsent: [] },
      calls: facts?.calls ?? noCalls,
      quality: facts?.quality ?? (() => null),
      blackBox: facts?.blackBox ?? { callIds: [], waiting: 0 },
      registration: facts?.registration ?? { kind: 'offline' },
      roundTripMs: facts?.roundTripMs ?? null,
      link: facts?.linkState ?? { state: 'offline', since: null },
      saved: facts?.saved ?? true,
      saveProblem: facts?.saveProblem ?? null,
      lastInputSequence,
      outbox: kept.outbox,
      receipts: kept.receipts,
      undoSent:
        facts?.desktop.marks[0] !== undefined &&
        !kept.waitingDncEntryIds.includes(facts.desktop.marks[0].entryId),
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
      practice: session.isPractice() ? practice.view() : null,
      ...buttons.view(),
    });
    if (made.agent.state === agentState) return made;
    agentState = made.agent.state;
    if (agentState === 'ready' && session.isPractice() && options.practiceGreets) {
      greeting.becameReady();
    }
    return made;
  }

  function notify(kind: Notice['kind'], facts: Record<string, string>): void {
    log.info({ notice: kind }, 'notice');
    notices.add(kind, facts);
    changed();
  }

  function refuseNow(): DeskReply {
    return { ok: false, error: { kind: 'not-now', state: session.state().state } };
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
    /** The computer woke up: the headset is told again what it shows, the PBX where we are. */
    resumed(): void {
      buttons.resumed();
      session.shift()?.woke();
    },

    /** The floor manager's screens; the center decides again what each role may. */
    async floor(request: FloorRequest): Promise<FloorReply> {
      return session.floor()?.(request) ?? { ok: false, error: { kind: 'not-now' } };
    },

    async carryOut(command: DeskCommand): Promise<DeskReply> {
      if ('inputSequence' in command) {
        lastInputSequence = Math.max(lastInputSequence, command.inputSequence);
      }
      const settled = await preferences.carryOut(command);
      if (settled) return settled;
      const shift = session.shift();
      const isSignedOut = session.state().state === 'signed-out';
      switch (command.kind) {
        case 'sign-in':
          if (!isSignedOut) break;
          return session.signIn(command.address, command.loginName, command.password);
        case 'sign-in-to-practice':
          if (!isSignedOut) break;
          return session.signInToPractice('agent');
        case 'sign-in-to-practice-as-manager':
          if (!isSignedOut) break;
          return session.signInToPractice('floor-manager');
        case 'sign-out':
          return session.signOut();
        case 'choose-headset':
          return buttons.chooseHeadset(command.deviceId) ? { ok: true } : refuseNow();
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
          if (!session.isPractice()) return refuseNow();
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
        case 'list-colleagues':
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
      buttons.close();
      await session.shutDown();
      await practice.close();
    },
  };
}
