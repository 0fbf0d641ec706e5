import { browser, expect } from '@wdio/globals';
import { headsetModel } from '../support/headset-models.ts';
import { evidence, openDesk } from './support/app.ts';
import { expectNoAxeFinding } from './support/axe.ts';
import {
  at,
  chooseOutcome,
  isSaved,
  press,
  signInToPractice,
  talks,
  turnsTo,
} from './support/desk.ts';
import {
  bringHeadsets,
  plugIn,
  pressAnywhere,
  pressOn,
  reports,
  unplug,
} from './support/fake-headset.ts';
import { bothHearEachOther, customerHearsAgent, customerHearsNothing } from './support/sound.ts';

const { name } = headsetModel('EPOS');
/** Report 3 of this device: off-hook 1, ring 4, mute 8. */
const dark = [3, 0];
const ringing = [3, 4];
const talking = [3, 1];
const muted = [3, 9];

async function isTold(...all: readonly (readonly number[])[]): Promise<void> {
  await browser.waitUntil(async () => (await reports(name)).length >= all.length, {
    timeoutMsg: 'the headset was not told',
  });
  expect(await reports(name)).toEqual(all);
}

async function putAway(): Promise<void> {
  await expect(at('next')).toBeDisplayed();
  await chooseOutcome('solved');
  await isSaved();
  await press('next');
  await expect(at('dial')).toBeDisplayed();
}

describe('a headset’s buttons', () => {
  before(async () => {
    await openDesk();
    await signInToPractice();
    await bringHeadsets();
  });

  it('are absent from the desk until one is plugged in', async () => {
    await expect(at('line-state')).toBeDisplayed();
    await expect(at('headset-state')).not.toBeExisting();
    await plugIn(name);
    await turnsTo('headset-state', 'connected');
    await expect(at('headset-state')).toHaveText(expect.stringContaining(name));
    await isTold(dark);
  });

  it('show in the shift check that they arrive', async () => {
    await press('headset-state');
    await expect(at('headset-mute')).toHaveAttribute('data-arrived', 'false');
    for (const button of ['mute', 'flash', 'redial', 'drop', 'programmable'] as const) {
      await pressOn(name, button);
      await expect(at(`headset-${button}`)).toHaveAttribute('data-arrived', 'true');
    }
    await expect(at('headset-hook')).toHaveAttribute('data-arrived', 'false');
    await expectNoAxeFinding();
    await browser.keys('Escape');
    await expect(at('headset-mute')).not.toBeExisting();
  });

  it('answer a call', async () => {
    await press('ready-toggle');
    await press('practice-ring');
    await expect(at('answer')).toBeDisplayed();
    await isTold(dark, ringing);
    await pressOn(name, 'hook');
    await talks();
    await isTold(dark, ringing, talking);
    await bothHearEachOther();
  });

  it('mute it; the light is the truth from whichever side it changes', async () => {
    await pressOn(name, 'mute');
    await turnsTo('call-state', 'danger');
    await customerHearsNothing();
    await isTold(dark, ringing, talking, muted);
    await press('mute');
    await turnsTo('call-state', 'talk');
    await customerHearsAgent();
    await isTold(dark, ringing, talking, muted, talking);
  });

  it('hang up', async () => {
    await pressOn(name, 'hook');
    await putAway();
    await isTold(dark, ringing, talking, muted, talking, dark);
    expect(evidence().last('call ended')?.['cause']).toBe('hung-up-here');
  });

  it('are said to be gone when it is unplugged', async () => {
    await unplug(name);
    await turnsTo('headset-state', 'unplugged');
  });
});

describe('hotkeys', () => {
  it('answer, mute, hold and end a call that another window covers', async () => {
    await press('practice-ring');
    await expect(at('answer')).toBeDisplayed();
    expect(await pressAnywhere('Control+Shift+F9')).toBe(true);
    await talks();
    await pressAnywhere('Control+Shift+F8');
    await turnsTo('call-state', 'danger');
    await pressAnywhere('MediaPlayPause');
    await turnsTo('call-state', 'talk');
    await pressAnywhere('Control+Shift+F11');
    await turnsTo('call-state', 'hold');
    await pressAnywhere('Control+Shift+F11');
    await turnsTo('call-state', 'talk');
    await pressAnywhere('Control+Shift+F10');
    await putAway();
  });

  it('mark the person on the desk and go on to the next', async () => {
    const before = await at('person-name').getText();
    await pressAnywhere('Control+Shift+F12');
    await browser.waitUntil(async () => (await at('person-name').getText()) !== before, {
      timeoutMsg: 'the next person did not come',
    });
  });

  it('leave the media keys to the music while there is no call', async () => {
    expect(await pressAnywhere('MediaPlayPause')).toBe(false);
  });

  it('can be changed, and a key that stands twice is told', async () => {
    await press('headset-state');
    await turnsTo('hotkey-mute', 'registered');
    await press('hotkey-take-mute');
    await browser.keys(['Control', 'Alt', 'F6']);
    await browser.waitUntil(() => pressAnywhere('Control+Alt+F6'), {
      timeoutMsg: 'the new key is not held',
    });
    expect(await pressAnywhere('Control+Shift+F8')).toBe(false);
    await press('hotkey-take-hold');
    await browser.keys(['Control', 'Alt', 'F6']);
    await turnsTo('hotkey-hold', 'refused');
  });

  it('are let go when switched off', async () => {
    await press('hotkeys-on');
    await browser.waitUntil(async () => !(await pressAnywhere('Control+Shift+F9')), {
      timeoutMsg: 'the keys are still held',
    });
    await expect(at('hotkey-mute')).not.toBeExisting();
  });
});
