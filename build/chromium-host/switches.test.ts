import { expect, it } from 'vitest';
import { chromiumSwitches, findChromium } from './chromium.ts';
import { addSwitch, parseSwitch, splitCommandLine, toArguments } from './switches.ts';

function switchesOf(...args: string[]): Map<string, string> {
  const switches = new Map<string, string>();
  for (const argument of args) {
    const parsed = parseSwitch(argument);
    if (parsed !== undefined) addSwitch(switches, ...parsed);
  }
  return switches;
}

it('merges lists and replaces other values', () => {
  const switches = switchesOf(
    '--disable-features=A,B',
    '--lang=en',
    '--disable-features=B,C',
    '--lang=vi',
  );
  expect(toArguments(switches)).toEqual(['--disable-features=A,B,C', '--lang=vi']);
});

it("keeps chromedriver's features with ours", () => {
  const switches = chromiumSwitches(switchesOf('--disable-features=Theirs'), {});
  expect(switches.get('disable-features')).toMatch(/^WebUIOmniboxPopup,.*,Theirs$/);
});

it("keeps the app's, Node's and its own switches from Chromium", () => {
  const switches = switchesOf(
    '--app=.',
    '--inspect=localhost:1',
    '--user-data-dir=/x',
    '--mute-audio',
  );
  expect(toArguments(switches)).toEqual(['--mute-audio']);
});

it('takes switches from the environment, with quoted spaces', () => {
  expect(splitCommandLine(`--a --rules="MAP * ~NOTFOUND, EXCLUDE localhost" '--b=c d'`)).toEqual([
    '--a',
    '--rules=MAP * ~NOTFOUND, EXCLUDE localhost',
    '--b=c d',
  ]);
  const environment = { HOMELINE_CHROMIUM_FLAGS: '--use-fake-device-for-media-stream' };
  expect(chromiumSwitches(new Map(), environment).has('use-fake-device-for-media-stream')).toBe(
    true,
  );
});

it('is headless only without a display', () => {
  expect(chromiumSwitches(new Map(), {}).get('headless')).toBe('new');
  expect(chromiumSwitches(new Map(), { DISPLAY: ':0' }).has('headless')).toBe(false);
});

it('never fakes the permission prompt, which would ignore a denial', () => {
  expect(chromiumSwitches(new Map(), {}).has('use-fake-ui-for-media-stream')).toBe(false);
});

it('says where the Chromium that was asked for is missing', () => {
  expect(() => findChromium({ HOMELINE_CHROMIUM: '/nowhere/chromium' })).toThrow(
    'HOMELINE_CHROMIUM names /nowhere/chromium, which does not exist.',
  );
});
