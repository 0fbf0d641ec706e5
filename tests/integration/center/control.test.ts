import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askServing } from '../../../src/center/deployment/control.ts';
import { temporaryFolder } from '../../support/test-store.ts';

let folder: string;
let server: Server;
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
});
afterEach(async () => {
  await new Promise((settle) => server.close(settle));
  rmSync(folder, { recursive: true, force: true });
});

/** Something that listens where a center would. */
async function listen(onConnection: (socket: Socket) => void): Promise<void> {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((settle) => server.listen(join(folder, 'center.socket'), settle));
}

test.each([
  ['no JSON', 'Segmentation fault\n'],
  ['an answer that was cut off', '{"ok":true,"lines":["a'],
  ['an answer of another kind', '{"fine":true}\n'],
  ['nothing', ''],
])('%s from what serves is told and ends no command by a fault', async (_what, text) => {
  await listen((socket) => socket.once('data', () => socket.end(text)));
  expect(await askServing(folder, { kind: 'check' })).toMatchObject({
    ok: false,
    detail: expect.stringContaining('gave no answer'),
  });
});

test('what never answers is not waited for without end', async () => {
  await listen((socket) => socket.resume());
  expect(await askServing(folder, { kind: 'check' }, 50)).toMatchObject({ ok: false });
});

test('an answer in several parts is one; where nobody listens there is none', async () => {
  await listen((socket) =>
    socket.once('data', () => {
      socket.write('{"ok":true,');
      setImmediate(() => socket.end('"lines":["done"]}\n'));
    }),
  );
  const answer = await askServing(folder, { kind: 'check' });
  expect(answer).toEqual({ ok: true, lines: ['done'] });
  expect(await askServing(join(folder, 'elsewhere'), { kind: 'check' })).toBeNull();
});
