import { expect, test } from 'vitest';
import { defaultHotkeys } from '../../domain/hotkey/hotkey.ts';
import { createHotkeys } from './hotkeys.ts';

const silent = { info: () => undefined, warn: () => undefined };

/** A system on which other programs hold some keys. */
function system(taken: readonly string[] = []) {
  const held = new Map<string, () => void>();
  const pressed: string[] = [];
  const hotkeys = createHotkeys({
    shortcuts: {
      register(accelerator, run) {
        if (taken.includes(accelerator) || held.has(accelerator)) return false;
        held.set(accelerator, run);
        return true;
      },
      unregister: (accelerator) => void held.delete(accelerator),
    },
    onPress: (hotkey) => pressed.push(hotkey),
    log: silent,
  });
  return { held, pressed, hotkeys };
}
const now = { choice: defaultHotkeys, signedIn: true, inCall: false };

test('keys are held from sign-in to sign-out, media keys from ring to end', () => {
  const { held, hotkeys, pressed } = system();
  hotkeys.update({ ...now, signedIn: false });
  expect(held.size).toBe(0);
  hotkeys.update(now);
  expect(held.size).toBe(5);
  held.get('Control+Shift+F9')?.();
  hotkeys.update({ ...now, inCall: true });
  held.get('MediaPlayPause')?.();
  expect(pressed).toEqual(['answer', 'play-pause']);
  hotkeys.update(now);
  expect(held.has('MediaPlayPause')).toBe(false);
  hotkeys.update({ ...now, signedIn: false });
  expect(held.size).toBe(0);
});

test('a key that another program has is told, and asked for again with the next choice', () => {
  const taken = ['Control+Shift+F8'];
  const { held, hotkeys } = system(taken);
  hotkeys.update(now);
  expect(hotkeys.view(now.choice).keys.map(({ action, state }) => [action, state])).toEqual([
    ['mute', 'refused'],
    ['answer', 'registered'],
    ['hang-up', 'registered'],
    ['hold', 'registered'],
    ['not-interested', 'registered'],
  ]);
  const keys = { ...defaultHotkeys.keys, mute: 'Alt+F8' };
  const choice = { ...defaultHotkeys, keys };
  hotkeys.update({ ...now, choice });
  expect(hotkeys.view(choice).keys[0]).toMatchObject({ state: 'registered' });
  taken.pop();
  hotkeys.update(now);
  expect(held.has('Alt+F8')).toBe(false);
  expect(hotkeys.view(now.choice).keys[0]).toMatchObject({ state: 'registered' });
});

test('a key given to two actions is shown as taken for the second', () => {
  const { hotkeys, held, pressed } = system();
  const choice = { ...defaultHotkeys, keys: { ...defaultHotkeys.keys, hold: 'Control+Shift+F8' } };
  hotkeys.update({ ...now, choice });
  held.get('Control+Shift+F8')?.();
  expect(pressed).toEqual(['mute']);
  const states = hotkeys.view(choice).keys.map(({ state }) => state);
  expect(states).toEqual(['registered', 'registered', 'registered', 'refused', 'registered']);
});

test('a key that changes its meaning is held for the new one', () => {
  const { hotkeys, held, pressed } = system();
  hotkeys.update(now);
  const { mute, answer } = defaultHotkeys.keys;
  const choice = {
    ...defaultHotkeys,
    keys: { ...defaultHotkeys.keys, mute: answer, answer: mute },
  };
  hotkeys.update({ ...now, choice });
  held.get('Control+Shift+F8')?.();
  expect(pressed).toEqual(['answer']);
});

test('media keys that somebody has are told during the call; closing lets everything go', () => {
  const { hotkeys, held } = system(['MediaStop']);
  hotkeys.update({ ...now, inCall: true });
  expect(hotkeys.view(now.choice).mediaKeysRefused).toBe(true);
  hotkeys.close();
  expect(held.size).toBe(0);
});
