import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PracticeReport } from '../../../src/contract/process/practice-process.ts';
import type { Measurement } from '../../../src/practice/customers/ear.ts';
import { type PracticeProcess, startPracticeProcess } from '../../support/practice-process.ts';
import { type AgentCall, createSipAgent, type SipAgent } from '../../support/sip-agent.ts';
import { formatRequest, openSipSocket } from '../../support/sip-socket.ts';

const password = 'practice password';
const scenarioPath = join(import.meta.dirname, 'scenario.json');
const anyNumber = '+15035550190';

let practice: PracticeProcess;
let listening: Extract<PracticeReport, { kind: 'listening' }>;
let agent: SipAgent;

beforeAll(async () => {
  practice = startPracticeProcess();
  const started = await practice.ask({
    kind: 'start',
    scenarioPath,
    agents: [{ user: 'agent-1', password, displayName: 'Agent One' }],
    directory: { '+15035550107': 'from-the-center' },
  });
  if (started.kind !== 'listening') throw new Error(JSON.stringify(started));
  listening = started;
  agent = createSipAgent({
    url: listening.url,
    domain: listening.domain,
    user: 'agent-1',
    password,
  });
  expect(await agent.registration).toBe(200);
});
afterAll(async () => {
  agent.stop();
  await practice.stop();
});

/** Two tones of this run, at least 300 Hz apart. */
function twoTones(): [number, number] {
  const low = randomInt(300, 1400);
  return [low, low + randomInt(300, 1500)];
}

async function heardByCustomer(call: AgentCall, number: string): Promise<Measurement> {
  await call.connected;
  const report = await practice.ask({ kind: 'measure', target: { number }, durationMs: 600 });
  if (report.kind !== 'measured') throw new Error(JSON.stringify(report));
  return report;
}

/** Measures until the tone has arrived: the first frames may still be silence. */
async function heardByAgent(call: AgentCall): Promise<Measurement> {
  await call.connected;
  for (;;) {
    const found = await call.ear.measure(400);
    if (found && found.level > 0.1) return found;
  }
}

/** Hangs up and waits until the customer knows it: a tone asked for now is for the next call. */
async function hangUp(call: AgentCall): Promise<void> {
  const { callId } = call.dialog;
  call.session.terminate();
  await call.over;
  await practice.until(
    'call',
    (report) => report.call.callId === callId && report.call.state === 'ended',
  );
}

test('the agent calls: each tone is found at the other end only', async () => {
  const [ofAgent, ofCustomer] = twoTones();
  const target = { number: anyNumber };
  await practice.ask({ kind: 'send-tone', target, frequencyHz: ofCustomer });
  const call = agent.call(anyNumber);
  call.mouth.holdTone(ofAgent);
  const atAgent = await heardByAgent(call);
  const atCustomer = await heardByCustomer(call, anyNumber);
  expect(Math.abs(atAgent.dominantHz - ofCustomer)).toBeLessThan(3);
  expect(Math.abs(atCustomer.dominantHz - ofAgent)).toBeLessThan(3);
  expect(atAgent.signalToNoiseDb).toBeGreaterThan(15);
  expect(atCustomer.signalToNoiseDb).toBeGreaterThan(15);
  await hangUp(call);
  const ended = await practice.until(
    'call',
    ({ call: { number, state } }) => number === anyNumber && state === 'ended',
  );
  expect(ended.call).toMatchObject({ direction: 'outbound', endedBy: 'agent' });
});

test('a customer calls with id, queue, reason and name; tones both ways', async () => {
  const [ofAgent, ofCustomer] = twoTones();
  const ringing = await practice.ask({ kind: 'ring' });
  const call = await agent.nextCall();
  expect(ringing).toMatchObject({ kind: 'ringing', number: '+15035550107' });
  expect(call.request?.getHeader('X-Customer-Id')).toBe('from-the-center');
  expect(call.request?.getHeader('X-Queue')).toBe('support');
  expect(call.request?.getHeader('X-Reason')).toBe('Hóa đơn 4711');
  expect(call.request?.from.display_name).toBe('Nguyễn Thị Hà');
  expect(call.request?.from.uri.user).toBe('+15035550107');
  const callId = call.request?.getHeader('Call-ID') ?? '';
  expect(ringing).toMatchObject({ callId });
  call.answer();
  call.mouth.holdTone(ofAgent);
  await practice.ask({ kind: 'send-tone', target: { callId }, frequencyHz: ofCustomer });
  expect((await heardByAgent(call)).dominantHz).toBeCloseTo(ofCustomer, -1);
  expect((await heardByCustomer(call, '+15035550107')).dominantHz).toBeCloseTo(ofAgent, -1);
  expect(await practice.ask({ kind: 'hang-up', target: { callId } })).toMatchObject({
    kind: 'done',
  });
  expect(await call.over).toMatchObject({ cause: 'Terminated' });
});

test('a caller with no id sends none, and gives up when nobody answers', async () => {
  const ringing = await practice.ask({ kind: 'ring', number: '+15035550108' });
  const call = await agent.nextCall();
  expect(ringing.kind).toBe('ringing');
  expect(call.request?.hasHeader('X-Customer-Id')).toBe(false);
  expect(await call.over).toMatchObject({ cause: 'Canceled' });
});

test.each([
  ['busy', '+15035550101', 486],
  ['no answer', '+15035550102', 480],
  ['rejected', '+15035550103', 603],
  ['not in service', '+15035550104', 404],
])('%s', async (_, number, status) => {
  expect((await agent.call(number).over).status).toBe(status);
});

test('the agent refuses: the caller is told', async () => {
  const asked = practice.ask({ kind: 'ring', number: '+15035550107' });
  const call = await agent.nextCall();
  await asked;
  call.session.terminate({ status_code: 486 });
  const ended = await practice.until(
    'call',
    ({ call: { callId, state } }) =>
      state === 'ended' && callId === call.request?.getHeader('Call-ID'),
  );
  expect(ended.call).toMatchObject({ cause: 'Busy', endedBy: 'agent' });
});

test('one who dislikes the call says so and hangs up', async () => {
  const call = agent.call('+15035550105');
  await call.connected;
  const over = await call.over;
  expect(over.cause).toBe('Terminated');
  expect(call.ear.agent.heard).toBe(true);
  const ended = await practice.until(
    'call',
    ({ call: { number, state } }) => number === '+15035550105' && state === 'ended',
  );
  expect(ended.call.endedBy).toBe('customer');
});

test('a customer waits with the next line for the agent to speak and be quiet again', async () => {
  const call = agent.call('+15035550106');
  const first = await heardByAgent(call);
  expect(first.dominantHz).toBeCloseTo(700, -1);
  call.mouth.holdTone(440);
  // The next line does not come while the agent makes a sound …
  const whileTalking = await call.ear.measure(3000).then(() => call.ear.measure(400));
  expect(whileTalking?.level).toBeLessThan(0.05);
  call.mouth.holdTone(null);
  // … and does when it is quiet; then the customer hangs up.
  const second = await heardByAgent(call);
  expect(second.dominantHz).toBeCloseTo(1900, -1);
  expect((await call.over).cause).toBe('Terminated');
});

test('on hold the customer sends nothing, and goes on after', async () => {
  const target = { number: anyNumber };
  await practice.ask({ kind: 'send-tone', target, frequencyHz: 1000 });
  const call = agent.call(anyNumber);
  await heardByAgent(call);
  const held = new Promise<void>((resolve) => call.session.hold({}, resolve));
  await held;
  await practice.until(
    'call',
    ({ call: { number, state } }) => number === anyNumber && state === 'held',
  );
  // One stretch for packets that are still under way, the next must stay empty.
  await call.ear.measure(200);
  expect(await call.ear.measure(600)).toBeNull();
  await new Promise<void>((resolve) => call.session.unhold({}, resolve));
  expect((await heardByAgent(call)).dominantHz).toBeCloseTo(1000, -1);
  await hangUp(call);
});

test('keys are read from RFC 4733 events and from INFO', async () => {
  const call = agent.call(anyNumber);
  await call.connected;
  call.press('5');
  const inAudio = await practice.until('digit', ({ by }) => by === 'rfc4733');
  expect(inAudio.digit).toBe('5');
  call.session.sendDTMF('#');
  const byInfo = await practice.until('digit', ({ by }) => by === 'info');
  expect(byInfo.digit).toBe('#');
  await hangUp(call);
  const pressed = practice.reports.filter(({ kind }) => kind === 'digit');
  expect(pressed).toHaveLength(2);
});

test('a burst of malformed SIP does a call no harm', async () => {
  await practice.ask({ kind: 'send-tone', target: { number: anyNumber }, frequencyHz: 900 });
  const call = agent.call(anyNumber);
  call.mouth.holdTone(600);
  await heardByAgent(call);
  const whole = formatRequest('INVITE', `sip:${anyNumber}@practice.invalid`, 'agent-1');
  const closings = [];
  for (let round = 0; round < 20; round += 1) {
    const socket = await openSipSocket(listening.url);
    for (let piece = 1; piece <= 40; piece += 1) {
      // Cut, doubled and filled up with noise, at another place each time.
      const at = randomInt(whole.length - 4);
      socket.send(whole.slice(0, at) + '\u0000;,<"\r\n '.repeat(randomInt(500)));
    }
    closings.push(socket.closed);
  }
  const codes = (await Promise.all(closings)).map(({ code }) => code);
  expect(new Set(codes)).toEqual(new Set([1008]));
  expect((await heardByAgent(call)).dominantHz).toBeCloseTo(900, -1);
  expect((await heardByCustomer(call, anyNumber)).dominantHz).toBeCloseTo(600, -1);
  expect(call.session.isEstablished()).toBe(true);
  const refused = practice.reports.filter(({ kind }) => kind === 'refused-message');
  expect(refused.length).toBeGreaterThanOrEqual(20 * 10);
  await hangUp(call);
});

test('the agent comes back by another session in place of the first (RFC 3891)', async () => {
  const call = agent.call(anyNumber);
  await call.connected;
  const [callId, tags] = [call.dialog.callId, call.dialog];
  const successor = agent.call(anyNumber, [
    `Replaces: ${callId};to-tag=${tags.remoteTag};from-tag=${tags.localTag}`,
  ]);
  successor.mouth.holdTone(1234);
  expect((await call.over).cause).toBe('Terminated');
  expect((await heardByCustomer(successor, anyNumber)).dominantHz).toBeCloseTo(1234, -1);
  const states = practice.reports.flatMap((report) =>
    report.kind === 'call' && report.call.callId === callId ? [report.call.state] : [],
  );
  expect(states).not.toContain('ended');
  successor.session.terminate();
  // To the customer it was one call.
  await practice.until(
    'call',
    (report) => report.call.callId === callId && report.call.state === 'ended',
  );
});

test('two calls at once cost little', async () => {
  const numbers = [anyNumber, '+15035550191'];
  for (const number of numbers) {
    await practice.ask({ kind: 'send-tone', target: { number }, frequencyHz: 800 });
  }
  const calls = numbers.map((number) => agent.call(number));
  await Promise.all(calls.map(heardByAgent));
  // Linux only; figures for the log, not a judgement.
  const ticks = async () => {
    const stat = await readFile(`/proc/${practice.child.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  };
  if (process.platform === 'linux') {
    const before = await ticks();
    const startedAt = performance.now();
    // They talk on for as long as two measurements take.
    for (let time = 0; time < 2; time += 1) await Promise.all(calls.map(heardByAgent));
    const share = (((await ticks()) - before) * 10) / (performance.now() - startedAt);
    console.info(
      `practice process: ${((100 * share) / calls.length).toFixed(1)} % of a core per call`,
    );
  }
  expect((await heardByAgent(calls[0] as AgentCall)).dominantHz).toBeCloseTo(800, -1);
  await Promise.all(calls.map(hangUp));
});

test('bad commands are answered, not obeyed', async () => {
  practice.child.send({ kind: 'ring', requestId: 90_001, number: 'sip:me' });
  const failed = await practice.until('failed', ({ requestId }) => requestId === 90_001);
  expect(failed.error.kind).toBe('bad-command');
  expect(await practice.ask({ kind: 'ring', agent: 'agent-2' })).toMatchObject({
    error: { kind: 'agent-not-registered' },
  });
  expect(await practice.ask({ kind: 'hang-up', target: { number: anyNumber } })).toMatchObject({
    error: { kind: 'no-such-call' },
  });
  expect(
    await practice.ask({ kind: 'start', agents: [{ user: 'x', password, displayName: '' }] }),
  ).toMatchObject({ error: { kind: 'already-started' } });
});
