import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  blackBoxKept,
  blackBoxKeptDays,
  blackBoxList,
  largestBlackBoxBytes,
} from '../../../src/contract/http/black-box.ts';
import { startTestCenter, type TestCenter } from '../../support/center.ts';
import { ask, signIn } from '../../support/center-client.ts';

let running: TestCenter;
let agent: string;
let second: string;
let manager: string;
beforeAll(async () => {
  running = await startTestCenter();
  [agent, second, manager] = (await Promise.all(
    ['agent', 'second', 'manager'].map(
      async (name) => (await signIn(running.url, name)).tokens.accessToken,
    ),
  )) as [string, string, string];
});
afterAll(() => running.close());

/** Markup and a line break of another kind: it has to come out as it went in. */
const report = '{"format":"homeline-black-box/1"}\n{"sip":"in","message":"<b>\\u202e"}\n';

function hand(id: string, text: string, token: string | null, type = 'application/jsonl') {
  return fetch(`${running.url}/v1/black-boxes/${id}`, {
    method: 'PUT',
    headers: {
      'content-type': type,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: text,
  });
}
const read = (id: string, token: string) =>
  fetch(`${running.url}/v1/black-boxes/${id}`, { headers: { authorization: `Bearer ${token}` } });

test('an agent hands one in, twice if need be; a floor manager reads it byte for byte', async () => {
  const first = blackBoxKept.parse(await (await hand('one', report, agent)).json());
  expect(blackBoxKept.parse(await (await hand('one', report, agent)).json())).toEqual(first);
  const answer = await read('one', manager);
  expect(await answer.text()).toBe(report);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  const list = blackBoxList.parse(
    (await ask(running.url, '/v1/black-boxes', { token: manager })).body,
  );
  expect(list.reports).toMatchObject([{ id: 'one', agentName: 'agent', sizeBytes: report.length }]);
});

test('nobody without the role: no agent reads, nobody unknown writes', async () => {
  expect((await read('one', agent)).status).toBe(403);
  expect((await ask(running.url, '/v1/black-boxes', { token: agent })).status).toBe(403);
  expect((await hand('two', report, null)).status).toBe(401);
  expect((await read('two', manager)).status).toBe(404);
});

test('an id of somebody else’s changes nothing', async () => {
  expect((await hand('one', '{"other":1}\n', second)).status).toBe(400);
  expect(await (await read('one', manager)).text()).toBe(report);
});

test('too large, empty, or of another kind is refused', async () => {
  expect((await hand('big', 'x'.repeat(largestBlackBoxBytes + 1), agent)).status).toBe(413);
  expect((await hand('big', 'x'.repeat(largestBlackBoxBytes), agent)).status).toBe(200);
  expect((await hand('none', '', agent)).status).toBe(400);
  expect((await hand('html', '<b>', agent, 'text/html')).status).toBe(400);
});

test('after its days it is gone', async () => {
  running.passTime(blackBoxKeptDays * 86_400_000 + 1);
  const { tokens } = await signIn(running.url, 'manager');
  expect((await read('one', tokens.accessToken)).status).toBe(404);
});
