import { beforeEach, describe, expect, test } from 'vitest';
import { idle, onCall, work } from '../../../../tests/pictures/fixtures/snapshot.ts';
import type { DeskCommand, DeskReply } from '../../../contract/ipc/desk-api.ts';
import type { DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';
import { ask, askAndWait, mirrorMain, takeSnapshot, useDesk } from './desk-store.ts';
import { type } from './typing.ts';

let sent: DeskCommand[] = [];
let reply: DeskReply | Error = { ok: true };

beforeEach(async () => {
  sent = [];
  reply = { ok: true };
  useDesk.setState(useDesk.getInitialState(), true);
  await mirrorMain({
    connect: () => Promise.resolve({ ...onCall, version: 1 }),
    command: (command) => {
      sent.push(command);
      return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
    },
    floor: () => Promise.resolve({ ok: false, error: { kind: 'not-now' } }),
    onSnapshot: () => () => undefined,
    onRecords: () => () => undefined,
    onLevels: () => () => undefined,
    onQuality: () => () => undefined,
  });
});

const echo = (version: number, note: string, lastInputSequence: number): DeskSnapshot => ({
  ...onCall,
  version,
  lastInputSequence,
  work: { ...work, summary: { ...work.summary, note, lastInputSequence } },
});

const shownNote = () => {
  const { drafts, snapshot } = useDesk.getState();
  return drafts['note']?.value ?? snapshot?.work?.summary.note;
};

describe('typing', () => {
  test('each input event is sent at once, with a rising sequence', () => {
    type('work-1', { kind: 'note' }, 'n');
    type('work-1', { kind: 'note' }, 'ni');
    type('work-1', { kind: 'field', fieldId: 'damp' }, '是');
    expect(sent.map((command) => ('inputSequence' in command ? command.inputSequence : 0))).toEqual(
      [1, 2, 3],
    );
  });

  test('an older echo takes no character back', () => {
    type('work-1', { kind: 'note' }, 'a');
    type('work-1', { kind: 'note' }, 'ab');
    takeSnapshot(echo(2, 'a', 1));
    expect(shownNote()).toBe('ab');
    takeSnapshot(echo(3, 'ab', 2));
    expect(shownNote()).toBe('ab');
    expect(useDesk.getState().drafts).toEqual({});
  });

  test('after a reload sequences go on above what main has', () => {
    takeSnapshot(echo(2, 'kept', 57));
    type('work-1', { kind: 'note' }, 'kept!');
    expect(sent.at(-1)).toMatchObject({ inputSequence: 58 });
    expect(shownNote()).toBe('kept!');
  });

  test('a draft goes with its conversation', () => {
    type('work-1', { kind: 'note' }, 'for Hà');
    takeSnapshot({ ...echo(2, '', 0), work: { ...work, workId: 'work-2' } });
    expect(useDesk.getState().drafts).toEqual({});
  });
});

describe('a call being promised', () => {
  const beside = { work: { ...work, workId: 'work-beside' }, call: null };

  test('goes with its conversation, in front or beside: nobody else is promised it', () => {
    takeSnapshot({ ...onCall, version: 2, other: beside });
    useDesk.setState({ overlay: 'callback', callbackFor: 'work-beside' });
    takeSnapshot({ ...onCall, version: 3, work: beside.work, other: null });
    expect(useDesk.getState().overlay).toBe('callback');
    takeSnapshot({ ...onCall, version: 4 });
    expect(useDesk.getState().overlay).toBe('none');
  });

  test('keeps its letters while main has not heard of them, beside the front too', () => {
    takeSnapshot({ ...onCall, version: 2, other: beside });
    type('work-beside', { kind: 'callback', field: 'wish' }, 'The gutter');
    expect(sent.at(-1)).toMatchObject({ kind: 'type-callback', workId: 'work-beside' });
    takeSnapshot({ ...onCall, version: 3, other: beside });
    expect(useDesk.getState().drafts['callback:work-beside:wish']?.value).toBe('The gutter');
    takeSnapshot({ ...onCall, version: 4, other: beside, lastInputSequence: 1 });
    expect(useDesk.getState().drafts).toEqual({});
  });
});

describe('snapshots', () => {
  test('an older one is dropped', () => {
    takeSnapshot({ ...idle, version: 9 });
    takeSnapshot({ ...onCall, version: 8 });
    expect(useDesk.getState().snapshot?.work).toBeNull();
  });

  test('the keypad goes with the call', () => {
    useDesk.setState({ overlay: 'keypad' });
    takeSnapshot({ ...idle, version: 2 });
    expect(useDesk.getState().overlay).toBe('none');
  });
});

describe('refusals', () => {
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  test('what main gives no notice of is shown', async () => {
    reply = { ok: false, error: { kind: 'not-now', state: 'wrap-up' } };
    ask({ kind: 'answer' });
    await settled();
    expect(useDesk.getState().refusal).toEqual({ kind: 'not-now', state: 'wrap-up' });
  });

  test('a letter for a conversation that is gone is told of', async () => {
    reply = { ok: false, error: { kind: 'not-now', state: 'wrap-up' } };
    type('work-1', { kind: 'note' }, 'late');
    await settled();
    expect(useDesk.getState().refusal).toEqual({ kind: 'not-now', state: 'wrap-up' });
  });

  test('what goes on only once it is done hears whether it is', async () => {
    const promise = { kind: 'cancel-callback', callbackId: 'owed' } as const;
    expect(await askAndWait(promise)).toBe(true);
    reply = { ok: false, error: { kind: 'not-saved', reason: 'disk-full' } };
    expect(await askAndWait(promise)).toBe(false);
  });

  test('what has a notice is not told twice', async () => {
    reply = { ok: false, error: { kind: 'dnc-refused', scope: 'company' } };
    ask({ kind: 'dial' });
    await settled();
    expect(useDesk.getState().refusal).toBeNull();
  });

  test('a bridge that is gone is a failed command', async () => {
    reply = new Error('gone');
    ask({ kind: 'dial' });
    await settled();
    expect(useDesk.getState().refusal).toEqual({ kind: 'failed' });
  });
});
