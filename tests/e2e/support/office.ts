import { join } from 'node:path';
import type { PracticeUser } from '../../../src/contract/process/center-process.ts';
import { sampleFolder, testUser } from '../../support/center.ts';
import { listening, startCenterProcess, startMessage } from '../../support/center-process.ts';
import { startPracticeProcess } from '../../support/practice-process.ts';
import { runFolder } from './app.ts';

const sipPassword = 'the right one of this run';

/**
 * A center and an exchange of the spec's own, as an agent meets them at work: signed in to with
 * an address, a name and a password. `sipPassword` is what the center hands out for the line.
 */
export async function openOffice(given: { readonly sipPassword?: string } = {}) {
  const exchange = startPracticeProcess();
  const opened = await exchange.ask({
    kind: 'start',
    scenarioPath: join(runFolder(), 'scenario.json'),
    agents: [{ user: 'agent', password: sipPassword, displayName: 'Agent' }],
  });
  if (opened.kind !== 'listening') throw new Error(JSON.stringify(opened));
  const account = testUser('agent', 'agent');
  const agent: PracticeUser = {
    ...account,
    sip: {
      ...account.sip,
      servers: [opened.url],
      addressOfRecord: `sip:agent@${opened.domain}`,
      password: given.sipPassword ?? sipPassword,
    },
  };
  const manager = testUser('manager', 'floor-manager');
  const administrator = testUser('administrator', 'administrator');
  const dataFolder = join(runFolder(), 'center');
  let port = 0;
  let center = await openCenter();

  async function openCenter() {
    const started = startCenterProcess(
      startMessage({
        dataFolder,
        port,
        name: 'Alder & Slate',
        practice: {
          users: [agent, manager, administrator],
          sample: { folder: sampleFolder, leadListPath: null, scriptPath: null },
        },
      }),
    );
    const { url } = await listening(started);
    // The same port after a pause, so that the desk finds its center again.
    port = Number(new URL(url).port);
    return started;
  }

  return {
    address: () => `http://127.0.0.1:${port}`,
    loginName: agent.loginName,
    password: agent.password,
    administrator,
    dataFolder,
    exchange,
    async closeCenter(): Promise<void> {
      await center.stop();
    },
    async reopenCenter(): Promise<void> {
      center = await openCenter();
    },
    async close(): Promise<void> {
      await Promise.all([center.stop(), exchange.stop()]);
    },
  };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;
