import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePcmu } from '../../../src/domain/audio/pcmu.ts';
import { createTone } from '../../../src/domain/audio/tone.ts';
import type { AsteriskRig } from './asterisk.ts';
import { type Heard, hear, readRecording } from './recording.ts';

/** A customer behind a carrier: a SIPp of this machine, with sound of its own by RTP. */
export type SippCustomer = {
  readonly number: string;
  /** What the customer hears, as Asterisk sends it to the carrier; at most 0.35 s ago. */
  heard(): Heard;
  /** Resolves when the call has gone as it should; rejects with what SIPp said otherwise. */
  readonly finished: Promise<void>;
  stop(): void;
};

const scenario = join(import.meta.dirname, 'customer.sipp.xml');
const number = '12025550198';
const analysedMs = 256;

/** Calls that extension over UDP and speaks a tone until the other side hangs up. */
export function callBySipp(
  asterisk: AsteriskRig,
  options: { readonly target: string; readonly toneHz: number; readonly customerId: string },
): SippCustomer {
  const folder = mkdtempSync(join(tmpdir(), 'sipp-'));
  const second = 8_000;
  writeFileSync(
    join(folder, 'voice.ulaw'),
    encodePcmu(createTone(options.toneHz, second, 0.5).next(60 * second)),
  );
  const { far, near } = asterisk.wire;
  const child = spawn(
    'sipp',
    [
      ...['-sf', scenario, '-m', '1', '-nostdin', '-i', near, '-mi', near, '-p', '5070'],
      ...['-s', options.target, '-trace_err', '-error_file', join(folder, 'errors')],
      ...['-key', 'number', number, '-key', 'customer', options.customerId],
      `${far}:5060`,
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
    });
  }
  const finished = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      rmSync(folder, { recursive: true });
      if (code === 0) resolve();
      else reject(new Error(`SIPp ended with ${code ?? signal}:\n${said}`));
    });
  });
  // Whoever does not wait for it is not told.
  finished.catch(() => undefined);
  const recording = asterisk.path(`/var/spool/asterisk/recordings/${number}.sln48`);
  return {
    number,
    heard: () => hear(readRecording(recording, analysedMs)),
    finished,
    stop: () => child.kill('SIGKILL'),
  };
}
