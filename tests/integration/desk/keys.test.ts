import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeskPage, openDeskPage } from './desk-page.ts';

let desk: DeskPage;

beforeAll(async () => {
  desk = await openDeskPage();
});

afterAll(() => desk.close());

const note = '[data-testid="note"]';
const noteElement = `document.querySelector('${note}')`;
const script = '[data-single-keys]';

describe('in the note', () => {
  test('letters and digits are text, chords act', async () => {
    await desk.open('on-call');
    await desk.focus(note);
    await desk.press({ key: 'm' });
    await desk.press({ key: '1' });
    await desk.press({ key: 'm', ctrl: true, shift: true });
    await desk.press({ key: '2', ctrl: true });
    await desk.press({ key: 'i', alt: true });
    expect((await desk.commands()).map(({ kind }) => kind)).toEqual([
      'note',
      'note',
      'mute',
      'script-choose',
      'disposition',
    ]);
    expect(await desk.focused()).toBe('note');
  });

  test('Enter is a new line, Control and Enter is the next person', async () => {
    await desk.open('wrap-up-offline');
    await desk.focus(note);
    await desk.press({ key: 'Enter' });
    await desk.press({ key: 'Enter', ctrl: true });
    const sent = await desk.commands();
    expect(sent.map(({ kind }) => kind)).toEqual(['note', 'next']);
    expect(sent[0]).toMatchObject({ value: expect.stringContaining('\n') });
  });
});

describe('in the script', () => {
  test('digits answer, letters choose outcomes or act', async () => {
    await desk.open('on-call');
    await desk.focus(script);
    for (const key of ['1', 'i', 'h', 'Backspace']) await desk.press({ key });
    expect(await desk.commands()).toMatchObject([
      { kind: 'script-choose', choiceId: 'yes' },
      { kind: 'disposition', dispositionId: 'interested' },
      { kind: 'hold', held: true },
      { kind: 'script-back' },
    ]);
  });

  test('the answer that means do not call again is told once: main marks the number', async () => {
    await desk.open('on-call');
    await desk.focus(script);
    await desk.press({ key: '4' });
    expect((await desk.commands()).map(({ kind }) => kind)).toEqual(['script-choose']);
  });

  test('one key marks, and never hangs up', async () => {
    await desk.open('on-call');
    await desk.focus(script);
    await desk.press({ key: 'n' });
    expect((await desk.commands()).map(({ kind }) => kind)).toEqual(['do-not-call']);
  });

  test('Enter goes on where the page has one way', async () => {
    await desk.open('preview');
    await desk.focus(script);
    await desk.press({ key: 'Enter' });
    expect((await desk.commands()).map(({ kind }) => kind)).toEqual(['script-next']);
  });

  test('a letter of the desk keeps its meaning in every campaign', async () => {
    await desk.open('several');
    await desk.focus(script);
    await desk.press({ key: 'm' });
    await desk.press({ key: 'm', alt: true });
    expect(await desk.commands()).toMatchObject([
      { kind: 'mute', muted: true },
      { kind: 'disposition', dispositionId: 'message' },
    ]);
  });

  test('Esc never hangs up', async () => {
    await desk.open('on-call');
    await desk.focus(script);
    await desk.press({ key: 'Escape' });
    expect(await desk.commands()).toEqual([]);
  });
});

describe('with single keys turned off', () => {
  test('no letter, digit or other single key acts in the script, and each chord does', async () => {
    await desk.open('single-keys-off');
    await desk.focus(script);
    for (const key of ['m', '1', 'i', 'n', 'h', 'Backspace', 'Enter']) await desk.press({ key });
    expect(await desk.commands()).toEqual([]);
    await desk.press({ key: 'm', ctrl: true, shift: true });
    await desk.press({ key: '1', ctrl: true });
    await desk.press({ key: 'i', alt: true });
    expect(await desk.commands()).toMatchObject([
      { kind: 'mute', muted: true },
      { kind: 'script-choose', choiceId: 'yes' },
      { kind: 'disposition', dispositionId: 'interested' },
    ]);
  });

  test('the switch is in the settings', async () => {
    await desk.open('ready-list');
    await desk.click('[data-testid="settings"]');
    await desk.focus('[data-testid="single-keys"]');
    await desk.press({ key: ' ' });
    expect(await desk.commands()).toEqual([{ kind: 'set-single-keys', on: false }]);
  });
});

describe('the keypad', () => {
  test('digits are tones only while it is open', async () => {
    await desk.open('on-call');
    await desk.focus(script);
    await desk.press({ key: 'k' });
    await desk.press({ key: '5' });
    await desk.press({ key: 'Escape' });
    await desk.focus(script);
    await desk.press({ key: '1' });
    expect(await desk.commands()).toMatchObject([
      { kind: 'dtmf', digit: '5' },
      { kind: 'script-choose' },
    ]);
  });

  test('a click on a key is a tone and leaves it open', async () => {
    await desk.open('on-call');
    await desk.click('[data-testid="keypad"]');
    await desk.click('[data-testid="dtmf-7"]');
    await desk.click('[data-testid="dtmf-0"]');
    expect(await desk.commands()).toMatchObject([{ digit: '7' }, { digit: '0' }]);
    await desk.click('[data-testid="keypad"]');
    expect(await desk.exists('[data-testid="dtmf-7"]')).toBe(false);
  });
});

describe('places', () => {
  test('chords move the caret to the note and to the script', async () => {
    await desk.open('on-call');
    await desk.press({ key: 'e', ctrl: true });
    expect(await desk.focused()).toBe('note');
    await desk.press({ key: 'l', ctrl: true });
    expect(await desk.focused()).toBe('script');
  });

  test('the palette finds a page by its letters', async () => {
    await desk.open('on-call');
    await desk.press({ key: 'k', ctrl: true });
    for (const key of 'kitch') await desk.press({ key });
    await desk.press({ key: 'ArrowDown' });
    await desk.press({ key: 'Enter' });
    expect(await desk.commands()).toMatchObject([{ kind: 'script-jump', nodeId: 'kitchen' }]);
    expect(await desk.exists('[data-testid="jump-search"]')).toBe(false);
  });

  test('what was sent opens and closes by its button, and by Esc', async () => {
    await desk.open('on-call');
    await desk.click('[data-testid="receipts"]');
    expect(await desk.exists('[data-testid="receipt-r1"]')).toBe(true);
    await desk.click('[data-testid="receipts"]');
    expect(await desk.exists('[data-testid="receipt-r1"]')).toBe(false);
    await desk.click('[data-testid="receipts"]');
    await desk.press({ key: 'Escape' });
    expect(await desk.exists('[data-testid="receipt-r1"]')).toBe(false);
  });

  test('settings change the language and sign out', async () => {
    await desk.open('ready-list');
    await desk.click('[data-testid="settings"]');
    await desk.click('[data-testid="language-vi"]');
    await desk.click('[data-testid="sign-out"]');
    expect(await desk.commands()).toMatchObject([
      { kind: 'set-language', language: 'vi' },
      { kind: 'sign-out' },
    ]);
  });
});

describe('the focus', () => {
  test('goes to the script at the answer', async () => {
    await desk.open('ready-list');
    await desk.turnTo('alerting');
    await desk.focus('[data-testid="answer"]');
    await desk.turnTo('on-call');
    expect(await desk.focused()).toBe('script');
  });

  test('goes to the note after the hang-up, behind what stands there', async () => {
    await desk.open('on-call');
    await desk.turnTo('wrap-up-offline');
    expect(await desk.focused()).toBe('note');
    expect(
      await desk.page.evaluate(
        'document.activeElement.selectionStart === document.activeElement.value.length',
      ),
    ).toBe(true);
  });

  test('stays with whoever types', async () => {
    await desk.open('on-call');
    await desk.focus('[data-testid="field-damp"]');
    await desk.turnTo('wrap-up-offline');
    expect(await desk.focused()).toBe('field-damp');
    await desk.open('ready-list');
    await desk.focus('[data-testid="dial-number"]');
    await desk.turnTo('alerting');
    expect(await desk.focused()).toBe('dial-number');
  });

  test('and the caret and each word stay when the time for the wrap-up ends', async () => {
    await desk.open('wrap-up-limit');
    await desk.focus(note);
    await desk.page.evaluate('document.activeElement.setSelectionRange(6, 10)');
    const inNote = () =>
      desk.page.evaluate<object>(
        `(({ value, selectionStart, selectionEnd }) => ({ value, selectionStart, selectionEnd }))(${noteElement})`,
      );
    const before = await inNote();
    expect(before).toMatchObject({ selectionStart: 6, selectionEnd: 10 });
    await desk.turnTo('overrun');
    expect(await desk.exists('[data-testid="wrap-up-overrun"]')).toBe(true);
    expect(await desk.focused()).toBe('note');
    expect(await inNote()).toEqual(before);
    // What is typed while it ends is there, too, and goes on where the caret was.
    await desk.open('wrap-up-limit');
    await desk.focus(note);
    await desk.page.evaluate('document.activeElement.setSelectionRange(6, 6)');
    for (const key of 'now ') await desk.press({ key });
    await desk.turnTo('overrun');
    for (const key of 'too ') await desk.press({ key });
    expect(await inNote()).toEqual({
      value: 'Wants now too to know about the gutter first',
      selectionStart: 14,
      selectionEnd: 14,
    });
  });

  test('is not lost with the page it stood on', async () => {
    await desk.open('on-call');
    await desk.focus('[data-testid="choice-yes"]');
    await desk.turnTo('ask');
    expect(await desk.focused()).toBe('script');
  });
});

describe('by hand', () => {
  test('a lead opens its preview, a number is dialed as typed', async () => {
    await desk.open('ready-list');
    await desk.click('[data-testid="lead-lead-ha"]');
    await desk.press({ key: 'd', ctrl: true });
    for (const key of '555') await desk.press({ key });
    await desk.press({ key: 'Enter' });
    expect(await desk.commands()).toMatchObject([
      { kind: 'open-preview', leadId: 'lead-ha' },
      { kind: 'dial-number', text: '555' },
    ]);
  });

  test('of several people one is chosen with the arrow keys', async () => {
    await desk.open('several');
    await desk.focus('.people');
    await desk.press({ key: 'ArrowDown' });
    await desk.press({ key: 'Enter' });
    expect(await desk.commands()).toMatchObject([{ kind: 'choose-person' }]);
  });

  test('an outcome, an answer and an objection by click', async () => {
    await desk.open('on-call');
    await desk.click('[data-testid="disposition-call-back"]');
    await desk.click('[data-testid="choice-no"]');
    await desk.click('[data-testid="objection-who"]');
    await desk.click('[data-testid="do-not-call"]');
    expect(await desk.commands()).toMatchObject([
      { kind: 'disposition', dispositionId: 'call-back' },
      { kind: 'script-choose', choiceId: 'no' },
      { kind: 'script-jump', nodeId: 'who' },
      { kind: 'do-not-call' },
    ]);
  });

  test.each<[string, string, boolean]>([
    ['the agent', 'callback-form', true],
    ['anyone', 'callback-form-anyone', false],
  ])(
    'a page of the script says that %s is to call, and so it is promised',
    async (_who, state, mine) => {
      await desk.open(state);
      await desk.click('[data-testid="callback-in-an-hour"]');
      await desk.click('[data-testid="callback-save"]');
      const sent = await desk.commands();
      expect(sent.at(-1)).toMatchObject({ kind: 'promise-callback', mine });
    },
  );

  test('practice is one click', async () => {
    await desk.open('sign-in');
    await desk.click('[data-testid="sign-in-practice"]');
    expect(await desk.commands()).toEqual([{ kind: 'sign-in-to-practice' }]);
  });
});

test('the pop reports once that it is painted', async () => {
  await desk.open('on-call');
  const all = await desk.page.evaluate<{ kind: string }[]>('window.sentCommands');
  expect(all.filter(({ kind }) => kind === 'painted')).toEqual([
    { kind: 'painted', workId: 'work-1' },
  ]);
});

test('hostile text stays text', async () => {
  await desk.open('hostile');
  expect(await desk.exists('img, script:not([src]), svg[onload]')).toBe(false);
  expect(await desk.page.evaluate('document.body.scrollWidth <= innerWidth')).toBe(true);
});
