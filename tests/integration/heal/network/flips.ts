import { spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { isLineUp } from '../../../../src/domain/registration/line-up.ts';
import { startMediaBrowser } from '../../../support/media-browser.ts';
import { openPageLink, seededRandom } from '../../../support/page-link.ts';
import { createTestPhone } from '../../sip/test-phone.ts';
import { comesUp, goesDown, pbxAddress, type Way } from './namespaces.ts';
import type { PbxAnswer, PbxQuestion } from './pbx-end.ts';

/**
 * Runs in the agent's namespace: talks, and changes the network under the talk again and again.
 * Writes one line of JSON for each change: how long the customer, and how long the agent, heard
 * nothing.
 */
export type Flip = {
  readonly customerMs: number;
  readonly agentMs: number;
  readonly registeredMs: number;
  readonly lost: string | null;
};

const [, , pbxNamespace = '', runs = '2', seed = '1'] = process.argv;
const random = seededRandom(Number(seed));
const user = 'agent';
const password = 'a secret for tests';
const number = '+15035550141';
const customerHz = 440;
const microphoneHz = 620;
const patienceMs = 20_000;

const pbx = spawn(
  'ip',
  [
    'netns',
    'exec',
    pbxNamespace,
    process.execPath,
    join(import.meta.dirname, 'pbx-end.ts'),
    user,
    password,
    number,
  ],
  { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
);
const waiting = new Map<number, (answer: PbxAnswer) => void>();
let asked = 0;
const opened = new Promise<{ port: number; domain: string }>((resolve) =>
  pbx.once('message', resolve as never),
);
pbx.on('message', ({ id, answer }: { id?: number; answer: PbxAnswer }) => {
  if (id !== undefined) waiting.get(id)?.(answer);
});
function ask(question: PbxQuestion): Promise<PbxAnswer> {
  asked += 1;
  const id = asked;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    pbx.send({ id, question });
  });
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  const endMs = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error(`never: ${what}`);
    await sleep(20);
  }
}

let way: Way = '1';
comesUp(way);
const { port, domain } = await opened;
// Plain SIP is for the loopback alone: what goes on from here takes the network there is.
const door = createServer((near) => {
  const far = connect(port, pbxAddress);
  near.on('error', () => far.destroy()).on('close', () => far.destroy());
  far.on('error', () => near.destroy()).on('close', () => near.destroy());
  near.pipe(far).pipe(near);
});
await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));

const browser = await startMediaBrowser(microphoneHz);
const media = await openPageLink(browser);
await media.link.request({
  op: 'devices.choose',
  microphone: null,
  speaker: null,
  ringer: null,
  processing: false,
});
const phone = createTestPhone({
  watchesNetworks: true,
  link: media.link,
  account: {
    servers: [`ws://127.0.0.1:${(door.address() as AddressInfo).port}`],
    addressOfRecord: `sip:${user}@${domain}`,
    authorizationUser: user,
    password,
  },
});
phone.start();
await until('registered', () => phone.line.kind === 'registered');
await ask({ ask: 'ring', number, hz: customerHz });
await until('it rings', () => phone.call?.microphone === 'ok');
phone.command({ type: 'call.answer' });
await until('they talk', () => phone.call?.media === 'flowing');
const callId = phone.call?.callId ?? '';

async function agentHears(): Promise<boolean> {
  const reply = await media.link.request({ op: 'media.measure', connectionId: callId });
  if (!reply.ok) return false;
  const { frequencyHz, level } = reply.value.heard;
  return level > 0.005 && Math.abs(frequencyHz - customerHz) < 6;
}

async function customerHears(): Promise<boolean> {
  const { values } = await ask({ ask: 'heard', number });
  const [hz = 0, level = 0] = values;
  return level > 0.01 && Math.abs(hz - microphoneHz) < 12;
}

async function flip(): Promise<Omit<Flip, 'lost'>> {
  await until('the customer hears', customerHears);
  await until('the agent hears', agentHears);
  await sleep(random() * 1_500);
  await ask({ ask: 'watch', number });
  const before = way;
  const told = phone.lines.length;
  way = before === '1' ? '2' : '1';
  const beganMs = performance.now();
  // As from a cable to the radio: for a moment there is no network at all.
  goesDown(before);
  await sleep(random() * 400);
  comesUp(way);
  // A new registration may take less than the time between two looks.
  await until('the line went', () => phone.lines.slice(told).some((line) => !isLineUp(line)));
  await until('the line is back', () => phone.state.lineUp);
  const registeredMs = performance.now() - beganMs;
  await until('the agent hears again', agentHears);
  const agentMs = performance.now() - beganMs;
  let steadyMs = 0;
  await until('the customer hears again', async () => {
    const [, silentMs = 0] = (await ask({ ask: 'silence' })).values;
    steadyMs = silentMs < 80 ? steadyMs + 25 : 0;
    return steadyMs >= 400;
  });
  const [longestMs = 0] = (await ask({ ask: 'silence' })).values;
  if (phone.call?.callId !== callId || phone.call.signalling.kind !== 'established') {
    throw new Error('the call was lost');
  }
  await until('it is told', () => phone.call?.media === 'flowing');
  return { customerMs: longestMs, agentMs, registeredMs };
}

for (let run = 0; run < Number(runs); run += 1) {
  let result: Flip;
  try {
    result = { ...(await flip()), lost: null };
  } catch (error) {
    const lost = error instanceof Error ? error.message : String(error);
    result = { customerMs: 0, agentMs: 0, registeredMs: 0, lost };
  }
  process.stdout.write(`${JSON.stringify(result)}\n`);
  if (result.lost !== null) break;
}
await phone.stop();
media.close();
await browser.close();
pbx.disconnect();
process.exit(0);
