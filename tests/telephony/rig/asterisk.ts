import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureAsterisk, mountPoint } from '../../../build/setup/asterisk.ts';
import { createTone } from '../../../src/domain/audio/tone.ts';
import { formatWav } from '../../../src/domain/audio/wav.ts';
import { type Ami, connectAmi } from './ami.ts';
import { createAuthority } from './authority.ts';
import { layWire, type Wire } from './wire.ts';

/** What people hear who are held or wait in the queue. */
export const musicHz = 350;
/** The password of everybody in `tests/telephony/asterisk/pjsip.conf`. */
export const agentPassword = 'a secret for tests';

const settings = join(import.meta.dirname, '../asterisk');

/**
 * A real Asterisk 22 in namespaces of its own, with the settings of `tests/telephony/asterisk`.
 *
 * ```ts
 * const asterisk = await startAsterisk();                         // about 2 s
 * const proxy = await startCuttableProxy(asterisk.wsUrl);         // plain ws is for the loopback
 * const phone = createTestPhone({ link, account: { servers: [`${proxy.url}/ws`], … } });
 * const person = await createPerson(asterisk, { does: 'answer', toneHz: 440 });
 * await person.call('agent', { customerId: 'C-7' });              // or phone.dial(person.number)
 * await eventually(async () => person.heard(), near(620));
 * await asterisk.stop();
 * ```
 *
 * Accounts: `agent`, `colleague`, `info-agent` (digits by INFO), all with `agentPassword`. To call
 * in: `agent`, `colleague`, `info-agent`, or `support` (the queue, whose member is `agent`).
 * Each rig has a network of its own (10.77.N.0/30), so several may run at once.
 */
export type AsteriskRig = {
  readonly ami: Ami;
  readonly wire: Wire;
  /** `ws://10.77.N.1:8088/ws`: our phone takes it through a proxy on the loopback only. */
  readonly wsUrl: string;
  /** `wss://10.77.N.1:8089/ws`; its certificate is for 127.0.0.1, so by a proxy as well. */
  readonly wssUrl: string;
  /** PEM of the authority that signed its certificate. */
  readonly certificateAuthority: string;
  /** Where a file of the Asterisk's machine is to be found from here. */
  path(file: string): string;
  /** The process whose namespaces it lives in, for `nsenter`. */
  readonly processId: number;
  /** Ends it and all that belongs to it; kills it, as a power cut would. */
  stop(): Promise<void>;
};

/**
 * Installs Asterisk when it is not there yet, starts one, and resolves when it has booted. When
 * this process dies, however, the kernel ends Asterisk with it.
 */
export async function startAsterisk(): Promise<AsteriskRig> {
  const archive = await ensureAsterisk();
  const child = spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', 'unshare', '--mount', '--net', '--pid', '--fork', '--kill-child'],
      ...[join(import.meta.dirname, 'enter.sh'), archive, mountPoint],
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  try {
    await untilExtracted(child);
    const processId = child.pid as number;
    const path = (file: string) => join(`/proc/${processId}/root`, mountPoint, file);
    const { certificateAuthority } = configure(path);
    const wire = layWire(processId);
    child.stdin.write('configured\n');
    const ami = await connectAmi(wire.far, 'rig', agentPassword);
    return {
      ami,
      wire,
      wsUrl: `ws://${wire.far}:8088/ws`,
      wssUrl: `wss://${wire.far}:8089/ws`,
      certificateAuthority,
      path,
      processId,
      async stop() {
        ami.close();
        await stop();
      },
    };
  } catch (error) {
    const log = `/proc/${child.pid}/root${mountPoint}/var/log/asterisk/full`;
    const last = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-40).join('\n') : '';
    await stop();
    throw new Error(`Asterisk did not start.\n${said}${last}`, { cause: error });
  }
}

function untilExtracted(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`enter.sh ended with code ${code}`)));
    if (child.stdout === null) throw new Error('its output is a pipe');
    createInterface(child.stdout).on('line', (line) => {
      if (line === 'extracted') resolve();
    });
  });
}

/** A tone in whole periods, at the rate Asterisk reads from a file named `.wav`. */
export function writeVoice(file: string, toneHz: number, seconds = 60): void {
  const sampleRateHz = 8_000;
  const samples = createTone(toneHz, sampleRateHz, 0.5).next(seconds * sampleRateHz);
  writeFileSync(file, formatWav({ sampleRateHz, samples }));
}

/** Our settings in place of all of the package's. */
function configure(path: (file: string) => string): { certificateAuthority: string } {
  rmSync(path('/etc/asterisk'), { recursive: true });
  cpSync(settings, path('/etc/asterisk'), { recursive: true });
  const { certificate, privateKey, certificateAuthority } = createAuthority();
  mkdirSync(path('/etc/asterisk/keys'));
  writeFileSync(path('/etc/asterisk/keys/server.pem'), certificate);
  writeFileSync(path('/etc/asterisk/keys/server.key'), privateKey, { mode: 0o600 });
  mkdirSync(path('/var/lib/asterisk/moh-tone'), { recursive: true });
  writeVoice(path('/var/lib/asterisk/moh-tone/tone.wav'), musicHz);
  mkdirSync(path('/var/spool/asterisk/recordings'), { recursive: true });
  return { certificateAuthority };
}
