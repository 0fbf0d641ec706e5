import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DeskSnapshot } from '../../contract/ipc/desk-snapshot.ts';
import {
  type CenterOrder,
  type CenterReport,
  centerReport,
} from '../../contract/process/center-process.ts';
import type { Log } from '../log/log.ts';
import { type Child, startChild } from './child.ts';
import { createExchange, type Exchange } from './exchange.ts';

type PracticeView = NonNullable<DeskSnapshot['practice']>;

export type PracticeFiles = {
  /** Folder of the sample campaign. */
  readonly sampleFolder: string;
  readonly leadListPath: string | null;
  readonly scriptPath: string | null;
  readonly scenarioPath: string | null;
};

export type PracticeDoor = {
  readonly base: string;
  readonly loginName: string;
  readonly password: string;
};

/** As whom somebody practices. */
export type PracticeRole = 'agent' | 'floor-manager';

const agentLogin = 'agent';
const managerLogin = 'manager';

/**
 * Practice mode: a center and an exchange of our own, each in its own process, on 127.0.0.1 with
 * random ports and with credentials of this start only.
 */
export function createPractice(options: {
  /** Everything practice keeps on disk. */
  readonly folder: string;
  /** Where the empty store for a fresh center is, or is to be made. */
  readonly templateFolder: string;
  readonly entries: { readonly center: string; readonly exchange: string };
  readonly files: PracticeFiles;
  readonly agentName: string;
  readonly log: Log;
  readonly onChange: () => void;
}) {
  const { log } = options;
  const secret = () => randomBytes(18).toString('base64url');
  const passwords = { agent: secret(), manager: secret(), sip: secret(), managerSip: secret() };
  let center: Child<CenterOrder> | null = null;
  let centerState: PracticeView['center'] = 'away';
  let centerPort = 0;
  let base = '';
  let exchange: Exchange | null = null;
  let opening: Promise<void> | null = null;

  function setCenter(state: PracticeView['center']): void {
    centerState = state;
    options.onChange();
  }

  async function startCenter(): Promise<void> {
    if (!exchange) throw new Error('the practice exchange is not running');
    const { url, domain } = exchange;
    const person = (
      loginName: string,
      name: string,
      extension: string,
      role: 'agent' | 'floor-manager',
      password: string,
      sipPassword: string,
    ) => ({
      loginName,
      name,
      password,
      extension,
      role,
      sip: {
        servers: [url],
        addressOfRecord: `sip:${loginName}@${domain}`,
        authorizationUser: loginName,
        password: sipPassword,
        displayName: name,
        registerExpiresSeconds: 120,
        iceServers: [],
      },
    });
    setCenter('starting');
    await new Promise<void>((resolve, reject) => {
      const onReport = (report: CenterReport) => {
        if (report.kind === 'listening') {
          base = report.url;
          // The same port after a pause, so that the desk finds its center again.
          centerPort = Number(new URL(report.url).port);
          log.info({ startedInMs: report.startedInMs }, 'practice center listens');
          resolve();
        }
        if (report.kind === 'failed') {
          log.warn({ kind: report.error.kind }, 'practice center failed');
          // The kind chooses the desk's words; the detail stands beneath them.
          reject(new Error(`${report.error.kind}: ${report.error.detail}`));
        }
      };
      center = startChild<CenterOrder, CenterReport>({
        entry: options.entries.center,
        name: 'center',
        report: centerReport,
        onReport,
        onExit: (code) => {
          center = null;
          setCenter('away');
          reject(new Error(`the practice center ended with code ${code}`));
        },
        log,
      });
      center.send({
        kind: 'start',
        dataFolder: join(options.folder, 'center'),
        templateFolder: options.templateFolder,
        host: '127.0.0.1',
        port: centerPort,
        name: 'Practice center',
        country: 'US',
        practice: {
          users: [
            person(agentLogin, options.agentName, '701', 'agent', passwords.agent, passwords.sip),
            person(
              managerLogin,
              'Practice manager',
              '700',
              'floor-manager',
              passwords.manager,
              passwords.managerSip,
            ),
          ],
          sample: {
            folder: options.files.sampleFolder,
            leadListPath: options.files.leadListPath,
            scriptPath: options.files.scriptPath,
          },
        },
      });
    });
    setCenter('running');
  }

  async function open(): Promise<void> {
    if (exchange?.state() === 'failed') {
      exchange = null;
      // It hands out the address of an exchange that is gone.
      await center?.stop({ kind: 'stop' });
    }
    exchange ??= await createExchange({
      entry: options.entries.exchange,
      scenarioPath: options.files.scenarioPath,
      agents: [
        { user: agentLogin, password: passwords.sip, displayName: options.agentName },
        { user: managerLogin, password: passwords.managerSip, displayName: 'Practice manager' },
      ],
      log,
      onChange: options.onChange,
    });
    if (!center) await startCenter();
  }

  return {
    /** Starts what is not running and tells how to sign in. Rejects with what went wrong. */
    async open(role: PracticeRole = 'agent'): Promise<PracticeDoor> {
      opening ??= open().finally(() => {
        opening = null;
      });
      await opening;
      return role === 'agent'
        ? { base, loginName: agentLogin, password: passwords.agent }
        : { base, loginName: managerLogin, password: passwords.manager };
    },

    /** Ends the center's process: everything else goes on. */
    async takeCenterAway(): Promise<void> {
      if (!center || centerState !== 'running') return;
      setCenter('stopping');
      await center.stop({ kind: 'stop' });
    },

    async bringCenterBack(): Promise<void> {
      if (!center && centerState === 'away') await startCenter();
    },

    exchange: () => exchange,

    view(): PracticeView {
      return {
        center: centerState,
        exchange: exchange ? exchange.state() : 'starting',
        callers: exchange ? exchange.callers() : [],
      };
    },

    async close(): Promise<void> {
      await Promise.all([center?.stop({ kind: 'stop' }), exchange?.close()]);
    },
  };
}

export type Practice = ReturnType<typeof createPractice>;
