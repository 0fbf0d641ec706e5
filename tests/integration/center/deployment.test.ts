import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { health } from '../../../src/contract/http/health.ts';
import { signInResponse } from '../../../src/contract/http/sign-in.ts';
import { ask } from '../../support/center-client.ts';
import { centerCommands, password } from '../../support/center-command.ts';
import { aCallback } from '../../support/desk-records.ts';
import { item } from '../../support/outbox-items.ts';
import { connectedDesk } from '../../support/sync-desk.ts';
import { newTestPlace, type TestPlace } from '../../support/test-store.ts';

let place: TestPlace;
beforeAll(async () => {
  place = await newTestPlace();
});
afterAll(() => place.remove());

const { run, serve, killAll } = centerCommands(() => place);
afterEach(killAll);

const init = [
  'init',
  '--organisation',
  'Lakeside Roofing',
  '--login',
  'ada',
  '--name',
  'Ada Admin',
];

test('a center is set up, served, administered, backed up, restored elsewhere, and served', async () => {
  expect(await run(['serve'])).toMatchObject({ code: 1, errors: expect.stringContaining('init') });
  expect(await run(init)).toMatchObject({ code: 0 });
  expect(await run(init)).toMatchObject({ code: 1, errors: expect.stringContaining('already') });

  const first = await serve();
  expect(health.parse((await ask(first.url, '/health')).body)).toMatchObject({ ready: true });
  const signIn = (url: string, loginName: string) =>
    ask(url, '/v1/sign-in', { json: { loginName, password } });
  const signedIn = signInResponse.parse((await signIn(first.url, 'ada')).body);
  expect(signedIn.provisioning).toMatchObject({
    center: { name: 'Lakeside Roofing', practice: false },
    agent: { role: 'administrator' },
  });

  // Beside the center that serves.
  expect(await run(['user', 'add', '--login', 'bao', '--name', 'Bảo'])).toMatchObject({ code: 0 });
  const bao = signInResponse.parse((await signIn(first.url, 'bao')).body);
  const { desk } = await connectedDesk(first.url, bao.tokens.accessToken);
  const owed = aCallback({ id: 'owed', dueAt: new Date(Date.now() - 7_200_000).toISOString() });
  const promise = item(signedIn.provisioning.center.id, { kind: 'callback', callback: owed });
  desk.say(promise);
  expect((await desk.receipt(promise.key)).outcome).toBe('stored');
  expect((await run(['user', 'list'])).output).toBe(
    'ada\tadministrator\tactive\tAda Admin\nbao\tagent\tactive\tBảo\n',
  );
  expect(await run(['user', 'deactivate', '--login', 'bao'])).toMatchObject({ code: 0 });
  expect((await desk.closed()).code).toBe(1012);
  expect((await signIn(first.url, 'bao')).status).toBe(401);
  // A password that is made up is shown, whoever carries the command out.
  const made = await run(['user', 'add', '--login', 'chi', '--generate-password']);
  const [, generated = ''] = /^password: (\S+) /m.exec(made.output) ?? [];
  expect(
    await ask(first.url, '/v1/sign-in', { json: { loginName: 'chi', password: generated } }),
  ).toMatchObject({ status: 200 });
  expect(await run(['serve', '--database-wait-seconds', '0'])).toMatchObject({ code: 3 });

  const file = join(place.folder, 'backup');
  expect(await run(['backup', file])).toMatchObject({ code: 0 });
  expect((await run(['backup', file])).errors).toContain('already');

  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);

  // Into the other engine, where there is one, and into its own kind.
  for (const other of await place.others()) {
    expect(await run(['restore', file], other)).toMatchObject({ code: 0, errors: '' });
    expect(await run(['restore', file], other)).toMatchObject({ code: 1 });
    const second = await serve(other);
    const again = signInResponse.parse((await signIn(second.url, 'ada')).body);
    expect(again.provisioning.center.id).toBe(signedIn.provisioning.center.id);
    expect(again.provisioning.center.epoch).not.toBe(signedIn.provisioning.center.epoch);
    const refreshed = await ask(second.url, '/v1/refresh', {
      json: { refreshToken: signedIn.tokens.refreshToken },
    });
    expect(refreshed.status).toBe(401);
    expect((await signIn(second.url, 'bao')).status).toBe(401);
    // What came due while no center was there is recorded by the one that is.
    const { desk: anew } = await connectedDesk(second.url, again.tokens.accessToken);
    await expect
      .poll(() => anew.heard.flatMap((frame) => (frame.type === 'changes' ? frame.changes : [])), {
        timeout: 30_000,
      })
      .toContainEqual({
        kind: 'callback',
        callback: expect.objectContaining({ id: 'owed', status: 'missed' }),
      });
    anew.close();
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    await other.remove();
  }
}, 600_000);

test('a damaged backup is refused in words and leaves the place empty', async () => {
  const made = await newTestPlace();
  const file = join(made.folder, 'good');
  await run(init, made);
  expect(await run(['backup', file], made)).toMatchObject({ code: 0 });
  const bytes = readFileSync(file);
  const damaged: readonly (readonly [Buffer, RegExp])[] = [
    [bytes.subarray(0, bytes.length - 40), /cut short|damaged/],
    [Buffer.from(bytes).fill(7, 60, 64), /damaged|none of a backup/],
    [Buffer.from('hello'), /damaged|cut short/],
  ];
  const other = await newTestPlace();
  const bad = join(made.folder, 'bad');
  for (const [content, words] of damaged) {
    writeFileSync(bad, content);
    const outcome = await run(['restore', bad], other);
    expect(outcome).toMatchObject({ code: 1, errors: expect.stringMatching(words) });
  }
  // One of them would have been found there now.
  expect(await run(['restore', file], other)).toMatchObject({ code: 0 });
  await other.remove();
  await made.remove();
}, 300_000);

test('figures are for this machine, and hold no name', async () => {
  const other = await newTestPlace();
  await run(init, other);
  const serving = await serve(other);
  await ask(serving.url, '/v1/sign-in', { json: { loginName: 'ada', password } });
  const text = await (await fetch(`${serving.url}/metrics`)).text();
  expect(text).toContain(
    'homeline_request_seconds_count{method="POST",route="/v1/sign-in",status="200"} 1',
  );
  expect(text).toContain('homeline_database_up 1');
  expect(text).toContain('homeline_feed_lag_events 0');
  expect(text).not.toContain('ada');
  // Through a proxy on this machine it comes from somewhere else.
  const forwarded = await fetch(`${serving.url}/metrics`, {
    headers: { 'x-forwarded-for': '192.0.2.7' },
  });
  expect(forwarded.status).toBe(403);
  serving.child.kill('SIGTERM');
  expect(await serving.ended).toBe(0);
  await other.remove();
}, 300_000);
