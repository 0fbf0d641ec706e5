import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { near, silent } from '../../integration/sip/eventually.ts';
import type { TestPhone } from '../../integration/sip/test-phone.ts';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { type AgentPhone, type Heard, startAgentPhone } from './agent-phone.ts';
import { startAsteriskBench } from './asterisk-bench.ts';
import {
  agentPassword,
  agentUser,
  type Behaviour,
  type Bench,
  type Person,
  type StartBench,
} from './bench.ts';
import { startPracticeBench } from './practice-bench.ts';

/** What the agent's microphone hears. */
export const microphoneHz = 620;

/** An agent at a registered phone, anew for each test. */
export type Desk = {
  readonly agent: AgentPhone;
  readonly phone: TestPhone;
  person(toneHz: number, does?: Behaviour): Promise<Person>;
  /** That person calls, and the agent answers. */
  talkTo(person: Person): Promise<void>;
  /** What a customer hears whom the agent holds: music, where the exchange has some. */
  readonly held: (sound: Heard) => boolean;
};

const benches: readonly (readonly [string, StartBench])[] = [
  ['Asterisk', startAsteriskBench],
  ['the practice exchange', startPracticeBench],
];

/**
 * Declares the tests once for each exchange.
 *
 * @param options.withSpare - The agent's media page has a second one behind it, as in the app.
 */
export function onEachBench(
  declare: (desk: Desk) => void,
  options: { readonly withSpare?: boolean } = {},
): void {
  let browser: MediaBrowser;
  beforeAll(async () => {
    browser = await startMediaBrowser(microphoneHz);
  });
  afterAll(() => browser.close());

  describe.each(benches)('on %s', (_name, start) => {
    let bench: Bench;
    let agent: AgentPhone;

    beforeAll(async () => {
      bench = await start(browser);
    });
    afterAll(() => bench.stop());
    beforeEach(async () => {
      agent = await startAgentPhone(browser, {
        servers: [bench.server],
        user: agentUser,
        password: agentPassword,
        domain: bench.domain,
        ...options,
      });
    });
    afterEach(async () => {
      await agent.stop();
      await bench.release();
    });

    declare({
      get agent() {
        return agent;
      },
      get phone() {
        return agent.phone;
      },
      person: (toneHz, does = 'answer') => bench.createPerson({ does, toneHz }),
      async talkTo(person) {
        const { phone } = agent;
        await person.call();
        await phone.until(isAlerting);
        phone.command({ type: 'call.answer' });
        await phone.until(isTalking);
      },
      held: (sound) => (bench.musicHz === null ? silent(sound) : near(bench.musicHz)(sound)),
    });
  });
}

export const isAlerting = ({ call }: TestPhone) => call?.signalling.kind === 'alerting';
export const isTalking = ({ call }: TestPhone) =>
  call?.signalling.kind === 'established' && call.media === 'flowing';
export const isOver = ({ call }: TestPhone) => call?.signalling.kind === 'ended';

/** Why the call in front, or the last one, is over; null while it is not. */
export function causeOf({ call }: TestPhone) {
  return call?.signalling.kind === 'ended' ? call.signalling.cause : null;
}
