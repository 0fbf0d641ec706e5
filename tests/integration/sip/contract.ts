import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Exchange, startExchange } from '../../../src/practice/exchange/exchange.ts';
import { eventually, near, silent } from './eventually.ts';
import type { RemoteAgent } from './far-end.ts';

/** What a run of the contract has to provide. */
export type ContractRun = {
  /** The tone the agent's microphone hears; null where there is no microphone. */
  readonly microphoneHz: number | null;
  startAgent(account: ContractAccount): Promise<RemoteAgent & { closePage(): Promise<void> }>;
  startCustomer(
    account: ContractAccount & { toneHz: number },
  ): Promise<RemoteAgent & { closePage(): Promise<void> }>;
};

export type ContractAccount = { uri: string; password: string; server: string };

const domain = 'practice.invalid';
const customerHz = 440;
const agentUri = `sip:agent@${domain}`;

const answered = ['< INVITE sendrecv', '> 180 INVITE', '> 200 INVITE sendrecv', '< ACK'];

/**
 * What JsSIP does with a call, seen on the wire, in its events and in the ear: the same in a page
 * and through the facade, however slow the way to the page is.
 */
export function describeContract(name: string, run: () => ContractRun): void {
  describe(name, () => {
    let exchange: Exchange;
    let agent: Awaited<ReturnType<ContractRun['startAgent']>>;
    let customer: Awaited<ReturnType<ContractRun['startCustomer']>>;

    beforeEach(async () => {
      exchange = await startExchange({
        host: '127.0.0.1',
        port: 0,
        domain,
        digestAlgorithms: ['MD5'],
        accounts: ['agent', 'customer', 'other'].map((user) => ({
          user,
          password: 'a secret for tests',
          displayName: user,
        })),
      });
      const account = { password: 'a secret for tests', server: exchange.url };
      agent = await run().startAgent({ ...account, uri: agentUri });
      customer = await run().startCustomer({
        ...account,
        uri: `sip:customer@${domain}`,
        toneHz: customerHz,
      });
    });

    afterEach(async () => {
      await Promise.all([agent.stop(), customer.stop()]);
      await Promise.all([agent.closePage(), customer.closePage()]);
      await exchange.stop();
    });

    async function customerCalls(): Promise<void> {
      await customer.call(agentUri);
      await agent.until('incoming');
      await customer.until('progress remote');
      await agent.answer();
      await Promise.all([agent.until('confirmed remote'), customer.until('confirmed local')]);
    }

    test('an inbound call is heard on both sides and ended by the agent', async () => {
      await customerCalls();
      await eventually(() => agent.measure(), near(customerHz));
      const { microphoneHz } = run();
      await eventually(
        () => customer.measure(),
        microphoneHz === null ? silent : near(microphoneHz),
      );
      await agent.terminate();
      await customer.until('ended remote Terminated');
      expect(await agent.events()).toEqual([
        'incoming',
        'progress local',
        'accepted local',
        'confirmed remote',
        'ended local Terminated',
      ]);
      await eventually(
        () => agent.messages(),
        (all) => all.includes('< 200 BYE'),
      );
      expect(await agent.messages()).toEqual([...answered, '> BYE', '< 200 BYE']);
    });

    test('an outbound call is heard and ended by the customer', async () => {
      await agent.call(`sip:customer@${domain}`);
      await customer.until('incoming');
      await agent.until('progress remote');
      await customer.answer();
      await agent.until('confirmed local');
      await eventually(() => agent.measure(), near(customerHz));
      await customer.terminate();
      await agent.until('ended remote Terminated');
      expect(await agent.events()).toEqual([
        'progress remote',
        'accepted remote',
        'confirmed local',
        'ended remote Terminated',
      ]);
      expect(await agent.messages()).toEqual([
        '> INVITE sendrecv',
        '< 180 INVITE',
        '< 200 INVITE sendrecv',
        '> ACK',
        '< BYE',
        '> 200 BYE',
      ]);
    });

    test('hold silences the line both ways and resume brings it back', async () => {
      await customerCalls();
      await eventually(() => agent.measure(), near(customerHz));
      await agent.hold();
      await agent.until('held');
      await customer.until('hold remote');
      await eventually(() => agent.measure(), silent);
      await eventually(() => customer.measure(), silent);
      await agent.unhold();
      await agent.until('resumed');
      await customer.until('unhold remote');
      await eventually(() => agent.measure(), near(customerHz));
      const { microphoneHz } = run();
      if (microphoneHz !== null) await eventually(() => customer.measure(), near(microphoneHz));
      expect(await agent.messages()).toEqual([
        ...answered,
        '> INVITE sendonly',
        '< 200 INVITE recvonly',
        '> ACK',
        '> INVITE sendrecv',
        '< 200 INVITE sendrecv',
        '> ACK',
      ]);
      expect(await agent.events()).toEqual([
        'incoming',
        'progress local',
        'accepted local',
        'confirmed remote',
        'hold local',
        'held',
        'unhold local',
        'resumed',
      ]);
    });

    test('the customer holds and resumes', async () => {
      await customerCalls();
      await customer.hold();
      await agent.until('hold remote');
      await customer.until('held');
      await customer.unhold();
      await agent.until('unhold remote');
      await customer.until('resumed');
      await eventually(() => agent.measure(), near(customerHz));
      expect((await agent.messages()).slice(answered.length)).toEqual([
        '< INVITE sendonly',
        '> 200 INVITE recvonly',
        '< ACK',
        '< INVITE sendrecv',
        '> 200 INVITE sendrecv',
        '< ACK',
      ]);
    });

    test('muted is not heard, and unmuted is', async () => {
      await customerCalls();
      const { microphoneHz } = run();
      const said = microphoneHz === null ? silent : near(microphoneHz);
      await eventually(() => customer.measure(), said);
      await agent.mute();
      await eventually(() => customer.measure(), silent);
      await agent.unmute();
      await eventually(() => customer.measure(), said);
      expect((await agent.events()).slice(-2)).toEqual(['muted', 'unmuted']);
      expect(await agent.messages()).toEqual(answered);
    });

    test('a digit is heard as its tones', async () => {
      await customerCalls();
      await eventually(() => agent.measure(), near(customerHz));
      await customer.measure();
      await agent.dtmf('111');
      // Row 697 Hz, column 1209 Hz (ITU-T Q.23); either may be the stronger.
      await eventually(
        () => customer.measure(),
        (sound) => near(697)(sound) || near(1209)(sound),
      );
      expect(await agent.messages()).toEqual(answered);
    });

    test('the agent declines', async () => {
      await customer.call(agentUri);
      await agent.until('incoming');
      await customer.until('progress remote');
      await agent.terminate(603);
      await customer.until('failed remote Rejected');
      await eventually(
        () => agent.messages(),
        (all) => all.includes('< ACK'),
      );
      expect(await agent.messages()).toEqual([
        '< INVITE sendrecv',
        '> 180 INVITE',
        '> 603 INVITE',
        '< ACK',
      ]);
      expect((await agent.events()).at(-1)).toBe('failed local Rejected');
    });

    test('the customer gives up while it rings', async () => {
      await customer.call(agentUri);
      await agent.until('incoming');
      await customer.until('progress remote');
      await customer.terminate();
      await agent.until('failed remote Canceled');
      await eventually(
        () => agent.messages(),
        (all) => all.includes('< ACK'),
      );
      expect(await agent.messages()).toEqual([
        '< INVITE sendrecv',
        '> 180 INVITE',
        '< CANCEL',
        '> 200 CANCEL',
        '> 487 INVITE',
        '< ACK',
      ]);
    });

    test('the agent gives up while it rings there', async () => {
      await agent.call(`sip:customer@${domain}`);
      await agent.until('progress remote');
      await agent.terminate();
      await customer.until('failed remote Canceled');
      await eventually(
        () => agent.messages(),
        (all) => all.includes('> ACK'),
      );
      expect(await agent.messages()).toEqual([
        '> INVITE sendrecv',
        '< 180 INVITE',
        '> CANCEL',
        '< 200 CANCEL',
        '< 487 INVITE',
        '> ACK',
      ]);
      expect((await agent.events()).at(-1)).toBe('failed local Canceled');
    });

    test('the customer is busy', async () => {
      await agent.call(`sip:customer@${domain}`);
      await agent.until('progress remote');
      await customer.terminate(486);
      await agent.until('failed remote Busy');
      expect(await agent.messages()).toEqual([
        '> INVITE sendrecv',
        '< 180 INVITE',
        '< 486 INVITE',
        '> ACK',
      ]);
    });

    test('nobody has the number', async () => {
      await agent.call(`sip:nobody@${domain}`);
      await agent.until('failed remote Not Found');
      expect(await agent.messages()).toEqual(['> INVITE sendrecv', '< 404 INVITE', '> ACK']);
    });

    test('a second caller hears that the agent is busy', async () => {
      await customerCalls();
      const other = await run().startCustomer({
        password: 'a secret for tests',
        server: exchange.url,
        uri: `sip:other@${domain}`,
        toneHz: 880,
      });
      await other.call(agentUri);
      await other.until('failed remote Busy');
      await eventually(() => agent.measure(), near(customerHz));
      expect((await agent.events()).at(-1)).toBe('refused busy');
      await other.stop();
      await other.closePage();
    });
  });
}
