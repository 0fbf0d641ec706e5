import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../../../src/center/deployment/run-command.ts';
import { signInResponse } from '../../../src/contract/http/sign-in.ts';
import { ask } from '../../support/center-client.ts';
import { centerCommands, password } from '../../support/center-command.ts';
import { connectedDesk } from '../../support/sync-desk.ts';
import { newTestPlace, openTestStore, type TestPlace } from '../../support/test-store.ts';

// The files are the examples of docs/formats.md: what the page shows is what a center takes.

const page = readFileSync(join(import.meta.dirname, '../../../docs/formats.md'), 'utf8');
const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json]) =>
  JSON.parse(json ?? ''),
);
const exampleOf = (format: string) => {
  const found = examples.find((one) => one.format === format);
  if (found === undefined) throw new Error(`the page has no example of ${format}`);
  return found;
};
const script = exampleOf('homeline-script/1');
const campaign = exampleOf('homeline-campaign/1');
const reasons = exampleOf('homeline-not-ready-reasons/1');
const pbx = exampleOf('homeline-pbx/1');

let place: TestPlace;
beforeAll(async () => {
  place = await newTestPlace();
});
afterAll(() => place.remove());

const { run, serve, killAll } = centerCommands(() => place);
afterEach(killAll);

function fileOf(name: string, content: unknown): string {
  const path = join(place.folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('a fresh center gets its script and campaign by command, and a desk gets them at once', async () => {
  const organisation = ['--organisation', 'Lakeside', '--login', 'ada', '--name', 'Ada Admin'];
  expect(await run(['init', ...organisation])).toMatchObject({ code: 0 });
  // With no center that serves.
  expect(await run(['script', 'put', fileOf('script.json', script)])).toMatchObject({
    code: 0,
    output: expect.stringContaining(`${script.id} is in as version 1`),
  });
  const { url } = await serve();
  // Beside one that does.
  expect(await run(['campaign', 'put', fileOf('campaign.json', campaign)])).toMatchObject({
    code: 0,
    errors: '',
  });
  const user = ['--login', 'bao', '--name', 'Bảo'];
  expect(await run(['user', 'add', ...user])).toMatchObject({ code: 0 });
  const { tokens, provisioning } = signInResponse.parse(
    (await ask(url, '/v1/sign-in', { json: { loginName: 'bao', password } })).body,
  );
  const { format: _format, ...rest } = campaign;
  const dispositions = campaign.dispositions.map(
    ({ closesLead: _closesLead, ...one }: { closesLead: boolean }) => one,
  );
  expect(provisioning.campaigns).toEqual([{ ...rest, dispositions }]);
  expect(provisioning.scripts).toEqual([{ ...script, version: 1 }]);
  expect(provisioning).toMatchObject({ notReadyReasons: [], center: { country: '' } });

  const { desk, welcome } = await connectedDesk(url, tokens.accessToken);
  await desk.changesUpTo(welcome.sequence);
  const told = async () => {
    const { changes } = await desk.next('changes');
    return changes.flatMap((one) => (one.kind === 'provisioning' ? [one.provisioning] : [])).at(-1);
  };
  await told();
  await run(['campaign', 'put', fileOf('campaign.json', { ...campaign, name: 'Autumn' })]);
  expect(await told()).toMatchObject({ campaigns: [{ id: campaign.id, name: 'Autumn' }] });
  await run(['not-ready-reasons', 'put', fileOf('reasons.json', reasons)]);
  expect(await told()).toMatchObject({ notReadyReasons: reasons.notReadyReasons });
  await run(['pbx', 'put', fileOf('pbx.json', pbx)]);
  const { format: _pbxFormat, headers, ...treated } = pbx;
  expect(await told()).toMatchObject({
    pbx: { ...treated, refer: true, headers: { ...headers, queue: 'X-Queue' } },
  });
  await run(['organisation', 'set', '--country', 'US', '--name', 'Lakeside Roofing']);
  expect(await told()).toMatchObject({ center: { name: 'Lakeside Roofing', country: 'US' } });
  await run(['script', 'put', fileOf('script.json', { ...script, title: 'Shorter' })]);
  const last = await told();
  expect(last).toMatchObject({ scripts: [{ title: 'Shorter', version: 2 }] });
  expect((await run(['campaign', 'list'])).output).toBe(
    `${campaign.id}\t${campaign.direction}\t${campaign.scriptId}\tAutumn\n`,
  );

  // Nothing of a broken file is taken, and each thing that is wrong is named by its place.
  const [outcome, ...others] = campaign.dispositions;
  const doubled = [{ ...outcome, key: 'Q', closesLaed: true }, ...others, others[0]];
  const broken: [string[], unknown, (string | RegExp)[]][] = [
    [['campaign', 'put'], '{ "format": ', [/broken\.json: .*JSON/]],
    [['campaign', 'put'], { ...campaign, scriptId: 'gone' }, [/scriptId: .*"gone"/]],
    [
      ['campaign', 'put'],
      { ...campaign, dispositions: doubled, wrapUpTime: { limitSeconds: -1, extensionSeconds: 5 } },
      ['dispositions.0.key: ', /dispositions\.0: .*closesLaed/, 'wrapUpTime.limitSeconds: '],
    ],
    [
      ['campaign', 'put'],
      { ...campaign, dispositions: doubled.slice(1) },
      ['dispositions.2.id: ', 'dispositions.2.key: '],
    ],
    [['script', 'put'], { ...script, start: 'nowhere' }, ['nowhere']],
    [['pbx', 'put'], { ...pbx, dtmf: 'tones', reefer: true }, ['dtmf: ', 'reefer']],
    [['not-ready-reasons', 'put'], { ...reasons, notReadyReasons: [{ id: '' }] }, [/0\.id: /]],
  ];
  for (const [words, content, named] of broken) {
    const { code, errors } = await run([...words, fileOf('broken.json', content)]);
    expect(code).toBe(1);
    for (const one of named) expect(errors).toMatch(one);
  }
  expect(await run(['organisation', 'set', '--country', 'usa'])).toMatchObject({ code: 2 });
  const { body } = await ask(url, '/v1/provisioning', { token: tokens.accessToken });
  expect(body).toEqual(last);
}, 600_000);

test('who changed what is written down, and only what was changed', async () => {
  const store = await openTestStore();
  let told = 0;
  const carryOut = (command: Parameters<typeof runCommand>[1]) =>
    runCommand(store, command, () => {
      told += 1;
    });
  const administrator = {
    loginName: 'ada',
    name: 'Ada Admin',
    role: 'administrator' as const,
    password,
    extension: '',
    sip: null,
  };
  await carryOut({ kind: 'init', organisation: 'Lakeside', country: 'GB', administrator });
  const file = 'file.json';
  const early = await carryOut({ kind: 'campaign-put', file, content: campaign });
  expect(early).toMatchObject({ ok: false, detail: expect.stringContaining('script put') });
  expect(told).toBe(0);
  await carryOut({ kind: 'script-put', file, content: script });
  await carryOut({ kind: 'campaign-put', file, content: campaign });
  await carryOut({ kind: 'reasons-put', file, content: reasons });
  await carryOut({ kind: 'organisation-set', name: 'Lakeside Roofing' });
  await carryOut({ kind: 'pbx-put', file, content: pbx });
  expect(told).toBe(5);
  const audit = await store.db.selectFrom('audit').select(['action', 'subject']).execute();
  expect(audit.filter(({ action }) => action !== 'user-written')).toEqual(
    expect.arrayContaining([
      { action: 'script-published', subject: script.id },
      { action: 'campaign-written', subject: campaign.id },
      { action: 'not-ready-reasons-written', subject: '' },
      { action: 'organisation-written', subject: '' },
      { action: 'pbx-written', subject: '' },
    ]),
  );
  const row = store.db.selectFrom('organisation').select(['name', 'country', 'feed_head']);
  const { feed_head, ...organisation } = await row.executeTakeFirstOrThrow();
  expect(organisation).toEqual({ name: 'Lakeside Roofing', country: 'GB' });
  expect(Number(feed_head)).toBe(5);
  await store.close();
});
