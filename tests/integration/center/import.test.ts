import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customersResponse, leadsResponse } from '../../../src/contract/http/customers.ts';
import { importReport } from '../../../src/contract/http/lead-list.ts';
import { sampleList, startTestCenter, type TestCenter } from '../../support/center.ts';
import { ask, problemOf, signIn, utf8 } from '../../support/center-client.ts';
import { dncPayload, item } from '../../support/outbox-items.ts';
import { connectedDesk } from '../../support/sync-desk.ts';

let running: TestCenter;
let token: string;
let agentToken: string;
beforeAll(async () => {
  running = await startTestCenter();
  token = (await signIn(running.url, 'manager')).tokens.accessToken;
  agentToken = (await signIn(running.url, 'agent')).tokens.accessToken;
});
afterAll(() => running.close());

const route = '/v1/campaigns/spring-roof-check/lead-lists';

function send(content: string | Uint8Array<ArrayBuffer>, name = 'list.txt', by = token) {
  const file = { name, content: typeof content === 'string' ? utf8(content) : content };
  return ask(running.url, route, { token: by, file });
}

async function imported(content: string | Uint8Array<ArrayBuffer>, name?: string) {
  const answer = await send(content, name);
  expect(answer.status).toBe(201);
  return importReport.parse(answer.body);
}

async function peopleOn(number: string) {
  const path = `/v1/customers?number=${encodeURIComponent(number)}`;
  return customersResponse.parse((await ask(running.url, path, { token })).body).customers;
}

async function leads() {
  const path = '/v1/campaigns/spring-roof-check/leads';
  return leadsResponse.parse((await ask(running.url, path, { token })).body).leads;
}

/** A row of VICIdial's columns from the few that matter here. */
function row(
  number: string,
  first: string,
  last: string,
  over: Record<number, string> = {},
): string {
  const cells = Array.from({ length: 25 }, (_, place) => over[place] ?? '');
  cells[3] ||= '1';
  cells[4] = number;
  cells[6] = first;
  cells[8] = last;
  return cells.join('\t');
}

describe('the route', () => {
  test('is the floor manager’s alone', async () => {
    expect(problemOf(await send('x', 'x.txt', agentToken)).kind).toBe('forbidden');
    const file = { name: 'x.txt', content: utf8('x') };
    expect(problemOf(await ask(running.url, route, { file })).kind).toBe('token-expired');
    expect(await leads()).toEqual([]);
  });

  test('needs a campaign that is there', async () => {
    const path = '/v1/campaigns/no-such/lead-lists';
    const file = { name: 'x.txt', content: utf8(row('5035550101', 'A', 'B')) };
    expect(problemOf(await ask(running.url, path, { token, file })).kind).toBe('not-found');
  });

  test('takes the file itself and no JSON', async () => {
    const answer = await ask(running.url, route, { token, json: { rows: [] } });
    expect(problemOf(answer).kind).toBe('malformed');
  });

  test('takes no more than 32 MB', async () => {
    const answer = await send(new Uint8Array(33 * 1_048_576));
    expect(problemOf(answer).kind).toBe('too-large');
  });
});

test('the sample list: every row is accounted for, and the report can be asked for again', async () => {
  const report = await imported(new Uint8Array(readFileSync(sampleList)), 'Frühling – 春.txt');
  expect(report).toMatchObject({ name: 'Frühling – 春.txt', campaignId: 'spring-roof-check' });
  expect(report).toMatchObject({ rows: 47, imported: 33, merged: 9, skipped: 5 });
  const findings = report.reports.flatMap((one) =>
    one.findings.map((each) => `${one.row} ${each.code}`),
  );
  expect(findings).toEqual(
    expect.arrayContaining([
      '9 known-customer',
      '20 lost-leading-zero',
      '21 shared-number',
      '23 extension',
      '24 several-numbers',
      '41 duplicate-in-list',
      '42 scientific-notation',
      '43 n11-exchange',
      '44 not-a-number',
      '45 unknown-country',
      '46 too-few-columns',
      '47 not-a-rank',
    ]),
  );
  const again = await ask(running.url, `/v1/lead-lists/${report.leadListId}/report`, { token });
  expect(again.body).toEqual(report);
  expect(await leads()).toHaveLength(41);
});

test('names survive byte for byte, and time zones are told only where they are known', async () => {
  const [hughes] = await peopleOn('+442079460123');
  expect(hughes?.timeZone).toBe('Europe/London');
  const known = async (number: string) => (await peopleOn(number))[0];
  expect((await known('+15035550117'))?.name.full).toBe('Nguyễn Thị Hà');
  expect((await known('+12065550107'))?.name).toMatchObject({ full: '欧阳若曦', family: '欧阳' });
  expect((await known('+12065550126'))?.name.full).toBe('Lê Quốc Anh');
  expect((await known('+13125550116'))?.name.full).toBe("Kwame N'Diaye");
  expect((await known('+442890180162'))?.name.family).toBe("O'Neill");
  expect((await known('+19075550139'))?.timeZone).toBe('America/Anchorage');
  expect((await known('+18085550172'))?.timeZone).toBe('Pacific/Honolulu');
  // There are many Springfields.
  expect((await known('+15035550103'))?.timeZone).toBeNull();
});

test('what we know of a person is not overwritten by a list', async () => {
  const [margaret] = await peopleOn('+15035550142');
  const report = await imported(
    row('5035550142', 'MARGARET', 'OBrien', {
      9: '1 Wrong Street',
      12: 'Boston',
      19: '5035550143',
    }),
  );
  expect(report).toMatchObject({ imported: 0, merged: 1 });
  expect(report.reports[0]?.findings.map((one) => one.code)).toEqual(['already-in-campaign']);
  const [after] = await peopleOn('+15035550142');
  expect(after?.name).toEqual(margaret?.name);
  expect(after?.address).toEqual(margaret?.address);
  expect(after?.phones.map((one) => one.number)).toEqual(['+15035550142', '+15035550143']);
  expect(after?.version).toBe((margaret?.version ?? 0) + 1);
});

test('the same file again adds nobody', async () => {
  const before = await leads();
  const report = await imported(new Uint8Array(readFileSync(sampleList)));
  expect(report).toMatchObject({ rows: 47, imported: 0, merged: 42, skipped: 5 });
  expect(await leads()).toEqual(before);
});

test('a number that must not be called comes in and is not offered', async () => {
  const { desk, welcome } = await connectedDesk(running.url, agentToken);
  const entry = item(welcome.centerId, dncPayload(crypto.randomUUID(), '+15035550105'));
  desk.say(entry);
  await desk.receipt(entry.key);
  desk.close();
  const report = await imported(row('5035550105', 'Sam', 'Silent'));
  expect(report.reports[0]?.findings.map((one) => one.code)).toEqual(['blocked-number']);
  const lead = (await leads()).find((one) => one.number === '+15035550105');
  expect(lead?.status).toBe('do-not-call');
});

test.each([
  ['pipes', 41, (text: string) => text.replaceAll('\t', '|')],
  ['a byte order mark and CRLF', 51, (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`],
  [
    'a header in another order',
    61,
    (text: string) =>
      ['last_name\tFIRST_NAME\tphone_number\tphone_code']
        .concat(
          text.split('\n').map((line) => [8, 6, 4, 3].map((at) => line.split('\t')[at]).join('\t')),
        )
        .join('\n'),
  ],
])('a file with %s is read alike', async (_what, place, change) => {
  const numbers = [`41555501${place}`, `41555501${place + 1}`];
  const text = numbers.map((number, at) => row(number, `Đào ${at}`, "N'Diaye")).join('\n');
  expect(await imported(change(text))).toMatchObject({ rows: 2, imported: 2, reports: [] });
  const [person] = await peopleOn(`+1${numbers[1]}`);
  expect(person?.name.full).toBe("Đào 1 N'Diaye");
});

describe('a file that cannot be used imports nothing and says why', () => {
  test.each([
    ['nothing at all', '', 'no-rows', 'no rows'],
    ['one word', 'hello', 'no-phone-column', 'No column of the file looks like'],
    ['columns without a number', 'a\tb\tc', 'no-phone-column', 'No column of the file looks like'],
    [
      'no row with a number',
      ['phone_code\tphone_number\tname', '1\t555\tA', '1\t12\tC'].join('\n'),
      'no-usable-row',
      'None of its rows',
    ],
    ['only a header', 'phone_code\tphone_number\tlast_name', 'no-rows', 'no rows'],
    [
      'half a workbook',
      new Uint8Array([0x50, 0x4b, 3, 4, 0, 9, 9]),
      'damaged-workbook',
      'is damaged',
    ],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'old-workbook', 'old .xls'],
    ['bytes', new Uint8Array([1, 2, 0, 4, 5, 0, 9, 9, 9, 9]), 'not-a-list', 'not text'],
  ])('%s', async (_what, content, reason, words) => {
    const before = { leads: await leads(), lists: await listCount() };
    const problem = problemOf(await send(content));
    expect(problem.kind).toBe('unsupported-format');
    expect(problem.reason).toBe(reason);
    expect(problem.detail).toContain(words);
    expect({ leads: await leads(), lists: await listCount() }).toEqual(before);
  });
});

async function listCount(): Promise<number> {
  return (await running.center.db.selectFrom('lead_list').select('id').execute()).length;
}
