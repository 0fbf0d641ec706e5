import type { DeskCommand } from '../../contract/ipc/desk-api.ts';
import type { DeskSnapshot } from '../../contract/ipc/desk-snapshot.ts';
import { type CallState, noCalls } from '../../domain/call/call.ts';
import { headsetCalls } from '../../domain/headset/headset-calls.ts';
import { type Hotkey, hotkeyMeaning } from '../../domain/hotkey/press.ts';
import { commandOf, createHeadset } from '../headset/headset.ts';
import { createHotkeys, type Shortcuts } from '../hotkeys/hotkeys.ts';
import type { Log } from '../log/log.ts';
import type { MediaLink } from '../media/media-link.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { DeskClock } from './clock.ts';

/** What a press is about; null while nobody is signed in. */
export type ButtonFacts = { readonly calls: CallState; readonly workId: string | null };

/** The buttons beside the desk's own: a headset's, and the keys that work in every program. */
export function createButtons(options: {
  readonly settings: SettingsStore;
  readonly mediaLink: MediaLink;
  readonly shortcuts: Shortcuts;
  readonly clock: DeskClock;
  readonly log: Log;
  readonly facts: () => ButtonFacts | null;
  /** What is pressed goes the way of the desk's own buttons. */
  readonly press: (command: DeskCommand) => void;
  readonly onChange: () => void;
}) {
  const { settings, press, log } = options;
  const headset = createHeadset({
    link: options.mediaLink,
    clock: options.clock,
    log,
    preferredName: settings.get().headset,
    carryOut: press,
    onPreferred: (name) => settings.set({ headset: name }),
    onChange: options.onChange,
  });
  const hotkeys = createHotkeys({ shortcuts: options.shortcuts, onPress: pressHotkey, log });

  function pressHotkey(hotkey: Hotkey): void {
    const facts = options.facts();
    if (!facts) return;
    const meaning = hotkeyMeaning(hotkey, headsetCalls(facts.calls));
    if (meaning === null) return;
    if (meaning.type !== 'not-interested') press(commandOf(meaning));
    else if (facts.workId !== null) press({ kind: 'do-not-call', workId: facts.workId });
  }

  return {
    /** Lights follow the calls at once, and so do the keys that are held only during one. */
    tell(): void {
      const facts = options.facts();
      const calls = headsetCalls(facts?.calls ?? noCalls);
      headset.callsChanged(calls);
      hotkeys.update({
        choice: settings.get().hotkeys,
        signedIn: facts !== null,
        inCall: calls.current !== null,
      });
    },
    view(): Pick<DeskSnapshot, 'headset' | 'hotkeys'> {
      return { headset: headset.view(), hotkeys: hotkeys.view(settings.get().hotkeys) };
    },
    /** False when that headset is not plugged in. */
    chooseHeadset: headset.choose,
    /** The computer woke up: what the headset shows is told again. */
    resumed: headset.resumed,
    close(): void {
      hotkeys.close();
      headset.close();
    },
  };
}
