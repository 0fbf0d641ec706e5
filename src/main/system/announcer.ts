import { app, Notification } from 'electron';
import type { DeskSnapshot } from '../../contract/ipc/desk-snapshot.ts';
import type { NotificationChoice, SystemWords } from '../../contract/ipc/preferences.ts';
import { assertNever } from '../../domain/assert-never.ts';
import {
  type AttentionEffect,
  type AttentionEvent,
  attend,
  quiet,
  type RingingCall,
} from '../../domain/attention/attention.ts';
import type { Clock } from '../desktop/clock.ts';

/** The page looks the name up in its own cache; without one, nobody is kept waiting for it. */
const nameWithinMs = 600;

/** A callback that is due, or anything else worth a word while the desk is not in front. */
export type Reminder = {
  /** The same key is said once at a time. */
  readonly key: string;
  /** Told only where the agent lets names be shown. */
  readonly who: string;
  readonly why: string;
};

/** Carries out what `domain/attention` decides, with the operating system's notifications. */
export function createAnnouncer(options: {
  readonly clock: Clock;
  readonly words: () => SystemWords | null;
  readonly choice: () => NotificationChoice;
  readonly isInFront: () => boolean;
  /** Brings the desk to the front. */
  readonly onClick: () => void;
  readonly onFlash: (on: boolean) => void;
}) {
  const { clock } = options;
  let state = quiet;
  let name: { workId: string; name: string } | null = null;
  let last: DeskSnapshot | null = null;
  const open = new Map<string, Notification>();

  function happen(event: AttentionEvent): void {
    const step = attend(state, event);
    state = step.state;
    for (const effect of step.effects) carryOut(effect);
  }

  function carryOut(effect: AttentionEffect): void {
    switch (effect.type) {
      case 'wait-for-name':
        clock.after(nameWithinMs, () => happen({ type: 'waited', callId: effect.callId }));
        break;
      case 'announce-call':
        say(effect.callId, 'incomingCall', who(), why());
        break;
      case 'announce-missed':
        say(`missed ${effect.callId}`, 'missedCall', who(), '');
        break;
      case 'withdraw':
        withdraw(effect.callId);
        break;
      case 'flash':
        options.onFlash(effect.on);
        break;
      case 'badge':
        app.setBadgeCount(effect.count);
        break;
      default:
        assertNever(effect);
    }
  }

  function who(): string {
    const { call, work } = ringingOne(last) ?? {};
    const known = name?.workId === work?.workId ? name?.name : '';
    return known || call?.displayName || call?.number || '';
  }

  function why(): string {
    const { call } = ringingOne(last) ?? {};
    return call?.reason || call?.queue || '';
  }

  function say(key: string, title: keyof SystemWords, whom: string, why: string): void {
    const words = options.words();
    const { shown, names } = options.choice();
    if (!words || !shown || !Notification.isSupported()) return;
    withdraw(key);
    const body = names ? [whom || words.somebody, why].filter((part) => part !== '') : [];
    // The desk rings by itself, on the device the agent has chosen.
    const said = new Notification({ title: words[title], body: body.join('\n'), silent: true });
    said.on('click', options.onClick);
    said.on('close', () => {
      if (open.get(key) === said) open.delete(key);
    });
    open.set(key, said);
    said.show();
  }

  function withdraw(key: string): void {
    const said = open.get(key);
    open.delete(key);
    said?.close();
  }

  return {
    /** Each snapshot, as it goes to the desk. */
    follow(snapshot: DeskSnapshot): void {
      const call = ringingCall(snapshot);
      // What was missed is told by what was known of it while it rang.
      if (call || !state.ringing) last = snapshot;
      if (name && name.workId !== ringingOne(last)?.work?.workId) name = null;
      happen({ type: 'looked', call, inFront: options.isInFront() });
    },

    /** The page knows who is on the line. */
    named(workId: string, personName: string): void {
      const { work, call } = ringingOne(last) ?? {};
      if (!call || work?.workId !== workId) return;
      name = { workId, name: personName };
      happen({ type: 'named', callId: call.callId });
    },

    declined: () => happen({ type: 'declined' }),
    cameToFront: () => happen({ type: 'came-to-front' }),

    /** A callback is due: said unless the desk is in front, where it is seen. */
    remind({ key, who: whom, why }: Reminder): void {
      if (!options.isInFront()) say(key, 'callbackDue', whom, why);
    },

    close(): void {
      for (const key of [...open.keys()]) withdraw(key);
    },
  };
}

/** The conversations of the desk: the one in front, and the second beside it. */
function conversations({ call, work, other }: DeskSnapshot) {
  return [{ call, work }, ...(other ? [{ call: other.call, work: other.work }] : [])];
}

/** The conversation that rings; null when none does. */
function ringingOne(snapshot: DeskSnapshot | null) {
  const all = snapshot ? conversations(snapshot) : [];
  return all.find(({ call }) => call?.signalling === 'alerting') ?? all[0] ?? null;
}

/** The inbound call that rings, else the one of the desk while nobody has ended it. */
function ringingCall(snapshot: DeskSnapshot): RingingCall | null {
  const call = ringingOne(snapshot)?.call;
  if (call?.direction !== 'inbound' || call.signalling === 'ended') return null;
  return { callId: call.callId, phase: call.signalling === 'alerting' ? 'ringing' : 'taken' };
}
