import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import {
  type CenterReport,
  type CenterStart,
  centerReport,
} from '../../src/contract/process/center-process.ts';
import { sampleFolder, testTemplateFolder, testUser } from './center.ts';

/** A start message for a practice center; anything of it can be given. */
export function startMessage(over: Partial<CenterStart> & { dataFolder: string }): CenterStart {
  return {
    kind: 'start',
    templateFolder: testTemplateFolder,
    host: '127.0.0.1',
    port: 0,
    name: 'Practice center',
    practice: {
      users: [testUser('agent', 'agent'), testUser('manager', 'floor-manager')],
      sample: { folder: sampleFolder, leadListPath: null, scriptPath: null },
    },
    ...over,
  };
}

/** A practice center's start message with files of its own. */
export function withSample(
  dataFolder: string,
  sample: Partial<NonNullable<CenterStart['practice']>['sample']>,
): CenterStart {
  const message = startMessage({ dataFolder });
  if (!message.practice) throw new Error('not a practice center');
  const practice = { ...message.practice, sample: { ...message.practice.sample, ...sample } };
  return { ...message, practice };
}

export type CenterProcess = {
  readonly child: ChildProcess;
  /** The first report: `listening` or `failed`. */
  readonly first: Promise<CenterReport>;
  readonly exited: Promise<number | null>;
  /** What it wrote to its log. */
  readonly logged: () => string;
  readonly stop: () => Promise<number | null>;
};

/** Starts `src/center/process.ts` as main does, and sends it one message. */
export function startCenterProcess(message: unknown): CenterProcess {
  const child = fork(join(import.meta.dirname, '../../src/center/process.ts'), {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
  });
  let logged = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    logged += text;
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const first = new Promise<CenterReport>((resolve, reject) => {
    child.once('message', (report) => resolve(centerReport.parse(report)));
    child.once('exit', (code) => reject(new Error(`the center ended with ${code}: ${logged}`)));
    child.once('error', reject);
  });
  child.send(message as object);
  return {
    child,
    first,
    exited,
    logged: () => logged,
    stop: () => {
      child.send({ kind: 'stop' });
      return exited;
    },
  };
}

/** The `listening` report; fails with the center's own words when it did not start. */
export async function listening(center: CenterProcess) {
  const report = await center.first;
  if (report.kind !== 'listening') throw new Error(JSON.stringify(report));
  return report;
}
