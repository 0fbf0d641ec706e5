import { afterAll, afterEach, beforeAll } from 'vitest';
import { eventually, near } from '../../integration/sip/eventually.ts';
import type { TestPhone } from '../../integration/sip/test-phone.ts';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { type AsteriskRig, agentPassword, startAsterisk } from '../rig/asterisk.ts';
import { type Behaviour, createPerson, type Person } from '../rig/person.ts';
import { type AgentPhone, startAgentPhone } from './agent-phone.ts';
import { agentUser } from './bench.ts';
import { isAlerting, isTalking, microphoneHz } from './on-each-bench.ts';

type Options = Pick<Parameters<typeof startAgentPhone>[1], 'pbx' | 'onMessage' | 'withSpare'>;

/** What only Asterisk has to show: an agent's phone at one, anew for each test. */
export type AsteriskDesk = {
  readonly asterisk: AsteriskRig;
  readonly agent: AgentPhone;
  readonly phone: TestPhone;
  /** Has to be done by each test first. */
  register(user?: string, options?: Options): Promise<void>;
  person(toneHz: number, does?: Behaviour): Promise<Person>;
  answer(): Promise<void>;
  bothHear(person: Person, toneHz: number): Promise<void>;
};

/** Declares what starts and ends the Asterisk of a test file. */
export function deskOnAsterisk(): AsteriskDesk {
  let browser: MediaBrowser;
  let asterisk: AsteriskRig;
  let agent: AgentPhone | null = null;

  beforeAll(async () => {
    [browser, asterisk] = await Promise.all([startMediaBrowser(microphoneHz), startAsterisk()]);
  });
  afterAll(() => Promise.all([browser.close(), asterisk.stop()]));
  afterEach(async () => {
    await agent?.stop();
    agent = null;
    // Nobody waits in the queue for the next test's agent.
    await asterisk.ami.command('channel request hangup all');
  });
  const there = (): AgentPhone => {
    if (agent === null) throw new Error('nobody has registered');
    return agent;
  };

  return {
    get asterisk() {
      return asterisk;
    },
    get agent() {
      return there();
    },
    get phone() {
      return there().phone;
    },
    async register(user = agentUser, options = {}) {
      agent = await startAgentPhone(browser, {
        servers: [asterisk.wsUrl],
        user,
        password: agentPassword,
        domain: asterisk.wire.far,
        ...options,
      });
    },
    person: (toneHz, does = 'answer') => createPerson(asterisk, { does, toneHz }),
    async answer() {
      const { phone } = there();
      await phone.until(isAlerting);
      phone.command({ type: 'call.answer' });
      await phone.until(isTalking);
    },
    async bothHear(person, toneHz) {
      await eventually(() => there().heard(), near(toneHz));
      await eventually(async () => person.heard(), near(microphoneHz));
    },
  };
}
