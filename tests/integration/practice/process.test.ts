import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { practiceReport } from '../../../src/contract/process/practice-process.ts';
import { type PracticeProcess, startPracticeProcess } from '../../support/practice-process.ts';

const agents = [{ user: 'agent-1', password: 'a password', displayName: 'One' }];

let folder: string;
let practice: PracticeProcess;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-'));
  practice = startPracticeProcess();
});
afterEach(async () => {
  await practice.stop();
  await rm(folder, { recursive: true, force: true });
});

test('starts with the scenario that comes with Homeline, and stops when told', async () => {
  const listening = await practice.ask({ kind: 'start', agents });
  if (listening.kind !== 'listening') throw new Error(JSON.stringify(listening));
  expect(listening.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+$/);
  expect(listening.customers.some(({ inbound }) => inbound !== null)).toBe(true);
  const exit = once(practice.child, 'exit');
  expect(await practice.ask({ kind: 'stop' })).toMatchObject({ kind: 'done' });
  expect(await exit).toEqual([0, null]);
});

test('ends when its parent goes away', async () => {
  await practice.ask({ kind: 'start', agents });
  const exit = once(practice.child, 'exit');
  practice.child.disconnect();
  expect(await exit).toEqual([0, null]);
});

test.each([
  ['no file', null, 'there is no such file'],
  ['no JSON', '{', 'JSON'],
  [
    'an unknown line',
    '{"version":1,"customers":[{"number":"+15035550100","name":"A","lines":[{"shout":1}]}]}',
    'customers[0].lines[0]',
  ],
  [
    'a number twice',
    '{"version":1,"customers":[{"number":"+15035550100","name":"A"},{"number":"+15035550100","name":"B"}]}',
    'another customer has this number',
  ],
  [
    'a way out of the folder',
    '{"version":1,"customers":[{"number":"+15035550100","name":"A","lines":[{"say":"../../secret.wav"}]}]}',
    'customers[0].lines[0]',
  ],
  [
    'a missing recording',
    '{"version":1,"customers":[{"number":"+15035550100","name":"A","lines":[{"say":"x.wav"}]}]}',
    'x.wav: there is no such file',
  ],
  [
    'a line break in a header',
    '{"version":1,"customers":[{"number":"+15035550100","name":"A\\r\\nX: y"}]}',
    'customers[0].name',
  ],
])('a scenario with %s is refused with the place of the fault', async (_, text, expected) => {
  const scenarioPath = join(folder, 'scenario.json');
  if (text !== null) await writeFile(scenarioPath, text);
  const failed = await practice.ask({ kind: 'start', agents, scenarioPath });
  if (failed.kind !== 'failed' || failed.error.kind !== 'bad-scenario') {
    throw new Error(JSON.stringify(failed));
  }
  expect(failed.error.detail).toContain(expected);
  // It is not half started: a good scenario can follow.
  expect((await practice.ask({ kind: 'start', agents })).kind).toBe('listening');
});

test('a port that is taken is named', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await practice.ask({ kind: 'start', agents, port })).toMatchObject({
    error: { kind: 'port-refused', code: 'EADDRINUSE' },
  });
  other.close();
});

test('speaks JSON lines to a parent that is no Node, and ends with its input', async () => {
  const entry = join(import.meta.dirname, '../../../src/practice/process.ts');
  const child = spawn(process.execPath, [entry], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => practiceReport.parse(JSON.parse((await lines.next()).value ?? ''));
  child.stdin.write('no command\n');
  expect(await next()).toMatchObject({ requestId: null, error: { kind: 'bad-command' } });
  child.stdin.write(`${JSON.stringify({ kind: 'start', requestId: 7, agents })}\n`);
  expect(await next()).toMatchObject({ kind: 'listening', requestId: 7 });
  child.stdin.end();
  expect(await exit).toEqual([0, null]);
});
