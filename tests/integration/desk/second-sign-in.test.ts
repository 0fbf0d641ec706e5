import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { desksResponse } from '../../../src/contract/http/desks.ts';
import { type Exchange, startExchange } from '../../../src/practice/exchange/exchange.ts';
import { ask, signIn } from '../../support/center-client.ts';
import { centerWithList } from '../../support/center-with-list.ts';
import { openTestJournal } from '../../support/journal.ts';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { openPageLink } from '../../support/page-link.ts';
import { startTestShift } from '../../support/test-shift.ts';
import { startInPage } from '../sip/far-end.ts';

const domain = 'practice.invalid';
const password = 'not a secret';
const within = { timeout: 30_000, interval: 20 };

let browser: MediaBrowser;
beforeAll(async () => {
  browser = await startMediaBrowser(620);
});
afterAll(() => browser.close());

type TestShift = Awaited<ReturnType<typeof startTestShift>>;

const lineIs = (desk: TestShift, kind: string) =>
  expect.poll(() => desk.shift.facts().registration.kind, within).toBe(kind);
const callIs = (desk: TestShift, kind: string) =>
  expect.poll(() => desk.shift.liveCall()?.signalling.kind ?? 'none', within).toBe(kind);

async function startFloor() {
  const center = await centerWithList();
  const exchange: Exchange = await startExchange({
    host: '127.0.0.1',
    port: 0,
    domain,
    accounts: ['agent', 'customer', 'other'].map((user) => ({ user, password, displayName: user })),
  });
  onTestFinished(() => exchange.stop());
  const caller = async (user: string) => {
    const uri = `sip:${user}@${domain}`;
    const page = await startInPage(browser, { uri, password, server: exchange.url, toneHz: 440 });
    onTestFinished(() => page.closePage());
    return page;
  };
  const desk = async (deskId: string) => {
    const media = await openPageLink(browser);
    onTestFinished(() => media.page().close());
    return startTestShift({
      url: center.url,
      journal: openTestJournal(),
      deskId,
      sipServer: exchange.url,
      mediaLink: media.link,
    });
  };
  return { center, caller, desk };
}

test('the line goes to the newer sign-in; the call that is up stays with its agent', async () => {
  const { center, caller, desk } = await startFloor();
  const first = await desk('study');
  await lineIs(first, 'registered');
  await first.caughtUp();
  first.carryOut({ kind: 'set-ready', ready: true });
  const customer = await caller('customer');
  await customer.call(`sip:agent@${domain}`);
  await callIs(first, 'alerting');
  first.carryOut({ kind: 'answer' });
  await callIs(first, 'established');

  const second = await desk('kitchen');
  await lineIs(second, 'registered');
  await first.linkIs('moved');
  expect(first.notices).toContain('line-moved');
  await expect.poll(() => second.notices, within).toContain('took-over');

  // The next caller rings at the newer desk, and nothing of it is heard at the older one.
  second.carryOut({ kind: 'set-ready', ready: true });
  const other = await caller('other');
  await other.call(`sip:agent@${domain}`);
  await callIs(second, 'alerting');
  await callIs(first, 'established');
  expect(first.shift.facts().desktop.other).toBeNull();

  // The older desk's agent goes on talking, and the customer's hang-up still reaches it.
  const { work } = first.shift.facts().desktop;
  if (!work) throw new Error('the call is not on the desk');
  first.carryOut({ kind: 'note', workId: work.workId, value: 'Said it all.', inputSequence: 1 });
  await customer.terminate();
  await callIs(first, 'none');
  await lineIs(first, 'offline');
  const unready = await first.shift.carryOut({ kind: 'set-ready', ready: true });
  expect(unready.ok).toBe(false);

  // Nobody takes what was written; it waits in this computer's journal for the next sign-in.
  first.carryOut({ kind: 'next', workId: work.workId });
  expect(first.shift.facts().desktop.work).toBeNull();
  expect(first.counts().waitingSummaries).toBe(1);

  const { tokens } = await signIn(center.url, 'manager');
  const answer = await ask(center.url, '/v1/desks', { token: tokens.accessToken });
  expect(desksResponse.parse(answer.body).desks).toEqual([
    expect.objectContaining({
      agentName: 'agent',
      deskId: 'kitchen',
      deskName: 'kitchen of a test',
      connected: true,
      report: expect.objectContaining({ state: 'on-call' }),
    }),
  ]);
});
