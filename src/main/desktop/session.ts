import type { DeskRecords, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { DeskSnapshot, SignInProblem } from '../../contract/ipc/desk-snapshot.ts';
import { createFloor, type Floor } from '../floor/floor.ts';
import type { JournalAccess } from '../journal/access.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log/log.ts';
import type { Practice, PracticeRole } from '../practice/practice.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { centerAddress } from '../sync/address.ts';
import { type Center, createCenter, type SignedIn } from '../sync/center.ts';
import { trustSystemAuthorities } from '../system/trust.ts';
import { tellDirectory } from './practice-desk.ts';
import { createShift, type Shift, type ShiftOptions } from './shift.ts';

/** What only the center and the sign-in know of a shift; the desk gives the rest. */
type DeskPart = Omit<
  ShiftOptions,
  'signedIn' | 'center' | 'journal' | 'onRecords' | 'onSignOut' | 'cachePosition'
>;

/** Who is signed in, where, and the shift that lives as long as that. */
export function createSession(options: {
  readonly settings: SettingsStore;
  readonly practice: Practice;
  readonly journal: (practice: boolean) => JournalAccess;
  readonly downloads: () => string;
  readonly log: Log;
  readonly shiftPart: () => DeskPart;
  readonly cachePosition: () => ShiftOptions['cachePosition'];
  readonly sendRecords: (records: DeskRecords) => void;
  /** Before a shift begins: what was told of the one before is no longer true. */
  readonly onBegin: () => void;
  readonly onChange: () => void;
}) {
  const { settings, practice, log } = options;
  let shift: Shift | null = null;
  let floor: Floor | null = null;
  let isPractice = false;
  let state: DeskSnapshot['session'] = signedOut(null);

  function signedOut(problem: SignInProblem | null): DeskSnapshot['session'] {
    const { centerAddress: address, loginName } = settings.get();
    const access = options.journal(false);
    const waiting = access.ok ? access.journal.outbox.waitingAnywhere() : 0;
    const told = problem ?? (access.ok ? null : access.problem);
    return { state: 'signed-out', address, loginName, problem: told, waiting };
  }

  function refuse(problem: SignInProblem): DeskReply {
    log.info({ problem: problem.kind }, 'sign-in refused');
    state = signedOut(problem);
    options.onChange();
    return { ok: false, error: { kind: 'sign-in', problem } };
  }

  async function signIn(
    address: string,
    loginName: string,
    password: string,
    asPractice: boolean,
  ): Promise<DeskReply> {
    const parsed = centerAddress(address);
    if (!parsed.ok) return refuse(parsed.problem);
    state = { state: 'signing-in', address: parsed.base, practice: asPractice };
    options.onChange();
    if (!asPractice) trustSystemAuthorities(log);
    const center = createCenter(parsed.base);
    const access = options.journal(asPractice);
    if (!access.ok) return refuse(access.problem);
    const outcome = await center.signIn(loginName, password);
    if (!outcome.ok) return refuse(outcome.problem);
    if (!asPractice) settings.set({ centerAddress: address, loginName });
    try {
      begin(outcome.value, center, access.journal, asPractice);
    } catch (error) {
      // Nothing half done: the agent is back at the sign-in page, what is on disk stays there.
      log.error({ error: error instanceof Error ? error.stack : String(error) }, 'no shift');
      await shift?.shutDown();
      forget();
      return refuse({ kind: 'provisioning', path: '', reason: 'unusable' });
    }
    log.info({ practice: asPractice }, 'signed in');
    options.onChange();
    return { ok: true };
  }

  function begin(signedIn: SignedIn, center: Center, journal: Journal, asPractice: boolean): void {
    const { agent, center: itself } = signedIn.provisioning;
    options.onBegin();
    isPractice = asPractice;
    shift = createShift({
      ...options.shiftPart(),
      signedIn,
      center: () => center,
      journal,
      cachePosition: options.cachePosition(),
      onRecords: (records) => {
        options.sendRecords(records);
        if (asPractice) tellDirectory(practice, records, log);
      },
      onSignOut: signOutLater,
    });
    const { name, loginName, role, extension } = agent;
    state = {
      state: 'signed-in',
      agent: { name, loginName, role, extension },
      center: {
        id: itself.id,
        epoch: itself.epoch,
        name: itself.name,
        address: center.base,
        practice: itself.practice,
      },
    };
    floor = createFloor({
      base: () => center.base,
      accessToken: shift.accessToken,
      downloads: options.downloads,
    });
    shift.start();
  }

  function forget(): void {
    shift = null;
    floor = null;
    isPractice = false;
  }

  async function signOut(): Promise<DeskReply> {
    if (!shift) return { ok: false, error: { kind: 'not-now', state: 'signed-out' } };
    const ended = await shift.end();
    if (!ended.ok) return ended;
    forget();
    state = signedOut(null);
    options.onChange();
    return { ok: true };
  }

  /** Asked for in the middle of a step, which is finished first. */
  function signOutLater(): void {
    setImmediate(() => {
      signOut().catch((error: unknown) => log.error({ error: String(error) }, 'sign-out'));
    });
  }

  return {
    state: () => state,
    shift: () => shift,
    isPractice: () => isPractice,
    /** The floor manager's questions; null for everybody else. */
    floor(): Floor | null {
      return state.state === 'signed-in' && state.agent.role !== 'agent' ? floor : null;
    },
    signIn: (address: string, loginName: string, password: string) =>
      signIn(address, loginName, password, false),
    async signInToPractice(role: PracticeRole): Promise<DeskReply> {
      state = { state: 'signing-in', address: '', practice: true };
      options.onChange();
      try {
        const door = await practice.open(role);
        return await signIn(door.base, door.loginName, door.password, true);
      } catch (error) {
        log.error({ error: String(error) }, 'practice did not start');
        const reason = error instanceof Error ? error.message : String(error);
        return refuse({ kind: 'practice-failed', reason });
      }
    },
    signOut,
    async shutDown(): Promise<void> {
      await shift?.shutDown();
    },
  };
}
