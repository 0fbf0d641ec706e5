import { startExchange } from '../../../src/practice/exchange/exchange.ts';
import { eventually } from '../../integration/sip/eventually.ts';
import { startInPage } from '../../integration/sip/far-end.ts';
import type { MediaBrowser } from '../../support/media-browser.ts';
import { agentPassword, agentUser, type Behaviour, type Bench } from './bench.ts';

const domain = 'practice.invalid';
const numbers = Array.from({ length: 97 }, (_, index) => String(12_025_550_101 + index));

/** The exchange that comes with Homeline; its people are pages of the same browser. */
export async function startPracticeBench(browser: MediaBrowser): Promise<Bench> {
  const exchange = await startExchange({
    host: '127.0.0.1',
    port: 0,
    domain,
    accounts: [agentUser, ...numbers].map((user) => ({
      user,
      password: agentPassword,
      displayName: user,
    })),
  });
  let people: { stop(): Promise<unknown>; closePage(): Promise<void> }[] = [];
  let made = 0;

  /** Each is a page that sounds and listens all the time. */
  async function release(): Promise<void> {
    const leaving = people;
    people = [];
    await Promise.all(leaving.map((person) => person.stop()));
    await Promise.all(leaving.map((person) => person.closePage()));
  }

  return {
    server: exchange.url,
    domain,
    musicHz: null,
    async createPerson({ does, toneHz }) {
      const number = numbers[made];
      made += 1;
      if (number === undefined) throw new Error('there are no more numbers');
      const page = await startInPage(browser, {
        uri: `sip:${number}@${domain}`,
        password: agentPassword,
        server: exchange.url,
        toneHz,
      });
      people.push(page);
      void react(page, does);
      return {
        number,
        call: ({ customerId } = {}) =>
          page.call(
            `sip:${agentUser}@${domain}`,
            customerId === undefined ? [] : [`X-Customer-Id: ${customerId}`],
          ),
        heard: () => page.measure(),
        decibelsAt: (frequenciesHz) => page.decibelsAt(frequenciesHz),
        // `npm run heal` measures it here, in the ear of a simulated customer.
        listenFor: () => null,
        hangUp: () => page.terminate(),
        untilOver: () =>
          eventually(
            () => page.events(),
            (events) => events.some((event) => /^(ended|failed) /.test(event)),
          ),
      };
    },
    release,
    async stop() {
      await release();
      await exchange.stop();
    },
  };
}

type Page = Awaited<ReturnType<typeof startInPage>>;

async function react(page: Page, does: Behaviour): Promise<void> {
  // A page that closes first is called by nobody.
  const called = await page.until('incoming').then(
    () => true,
    () => false,
  );
  if (!called || does === 'ring') return;
  if (does === 'answer') await page.answer();
  else await page.terminate(does === 'busy' ? 486 : 603);
}
