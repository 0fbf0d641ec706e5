import type { DeskCommand, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { DeskSnapshot } from '../../contract/ipc/desk-snapshot.ts';
import type { SystemWords, Theme } from '../../contract/ipc/preferences.ts';
import type { AudioDevices } from '../media/audio-devices.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { Reminder } from '../system/announcer.ts';

/** The windows and what else of the desktop the page can ask for. */
export type DeskShell = {
  view(): DeskSnapshot['windows'];
  setCompact(shown: boolean): void;
  showDesk(): void;
  answerQuit(quit: boolean): void;
  tellWords(words: SystemWords): void;
  namePerson(workId: string, name: string): void;
  /** The agent has declined the call that rings. */
  declined(): void;
  /** Something is due; the operating system says it when the desk is not in front. */
  remind(reminder: Reminder): void;
};

/** What holds for this computer and not for a shift: the look, the keys, the sound, the windows. */
export function createPreferences(options: {
  readonly settings: SettingsStore;
  readonly audio: AudioDevices;
  readonly shell: DeskShell;
  readonly onTheme: (theme: Theme) => void;
  /** Whether the operating system is to hand `tel:` and `sip:` links to this program. */
  readonly onPhoneLinks: (on: boolean) => void;
  readonly changed: () => void;
}) {
  const { settings, audio, shell } = options;

  function keep(change: Parameters<SettingsStore['set']>[0]): DeskReply {
    settings.set(change);
    options.changed();
    return { ok: true };
  }

  function done(): DeskReply {
    options.changed();
    return { ok: true };
  }

  function worked(works: boolean): DeskReply {
    return works ? { ok: true } : { ok: false, error: { kind: 'failed' } };
  }

  function withoutKeys(command: string | null): DeskReply {
    const { keys } = settings.get();
    const left = Object.entries(keys).filter(([name]) => command !== null && name !== command);
    return keep({ keys: Object.fromEntries(left) });
  }

  return {
    /** Null for a command that is somebody else's. */
    async carryOut(command: DeskCommand): Promise<DeskReply | null> {
      switch (command.kind) {
        case 'set-language':
          return keep({ language: command.language });
        case 'set-theme':
          options.onTheme(command.theme);
          return keep({ theme: command.theme });
        case 'set-text-size':
          return keep({ textPercent: command.percent });
        case 'set-single-keys':
          return keep({ singleKeys: command.on });
        case 'set-phone-links':
          options.onPhoneLinks(command.on);
          return keep({ phoneLinks: command.on });
        case 'set-key':
          return keep({ keys: { ...settings.get().keys, [command.command]: command.binding } });
        case 'reset-keys':
          return withoutKeys(command.command);
        case 'set-notifications':
          return keep({ notifications: command.notifications });
        case 'set-hotkeys':
          return keep({ hotkeys: { ...settings.get().hotkeys, on: command.on } });
        case 'set-media-keys':
          return keep({ hotkeys: { ...settings.get().hotkeys, mediaKeys: command.on } });
        case 'set-hotkey': {
          const { hotkeys } = settings.get();
          const keys = { ...hotkeys.keys, [command.action]: command.accelerator };
          return keep({ hotkeys: { ...hotkeys, keys } });
        }
        case 'set-audio':
          keep({ audio: command.audio });
          return worked(await audio.choose(command.audio));
        case 'test-microphone':
          return worked(await audio.testMicrophone(command.on));
        case 'test-sound':
          return worked(await audio.testSound(command.output));
        case 'set-compact':
          shell.setCompact(command.shown);
          return done();
        case 'show-desk':
          shell.showDesk();
          return done();
        case 'answer-quit':
          shell.answerQuit(command.quit);
          return done();
        case 'tell-words':
          shell.tellWords(command.words);
          return done();
        case 'name-person':
          shell.namePerson(command.workId, command.name);
          return done();
        case 'reject':
          shell.declined();
          return null;
        default:
          return null;
      }
    },
  };
}
