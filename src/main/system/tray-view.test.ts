import { expect, test } from 'vitest';
import { alerting, idle, onCall } from '../../../tests/pictures/fixtures/snapshot.ts';
import { pictures } from '../../../tests/pictures/fixtures/states.ts';
import { trayView } from './tray-view.ts';

const of = (state: string) => {
  const picture = pictures[state];
  if (!picture) throw new Error(`no picture ${state}`);
  return picture.snapshot;
};

test.each([
  ['signed out', of('sign-in'), 'offline', 'signedOut', null],
  ['ready', idle, 'ready', 'ready', true],
  ['not ready', of('not-ready'), 'not-ready', 'notReady', false],
  ['ringing', alerting, 'ringing', 'ringing', true],
  ['dialing', of('dialing'), 'on-call', 'onCall', null],
  ['talking', onCall, 'on-call', 'onCall', null],
  ['wrap-up', of('wrap-up-offline'), 'wrap-up', 'wrapUp', null],
  [
    'no line',
    { ...idle, line: { ...idle.line, state: 'backing-off' as const } },
    'offline',
    'offline',
    true,
  ],
  [
    'talking without a line',
    { ...onCall, line: { ...idle.line, state: 'offline' as const } },
    'on-call',
    'onCall',
    null,
  ],
] as const)('%s', (_name, snapshot, state, word, ready) => {
  expect(trayView(snapshot)).toMatchObject({ state, word, ready });
});
