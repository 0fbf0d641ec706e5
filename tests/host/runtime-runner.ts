import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const contractApp = fileURLToPath(new URL('./contract-app', import.meta.url));
export const hostExecutable = fileURLToPath(
  new URL('../../build/chromium-host/dist/electron', import.meta.url),
);

export type ContractResult = { name: string; covers: string[]; error: string | null };

export type Run = { code: number | null; signal: string | null; output: string; lines: string[] };

/** A run of the contract app that goes on; `stop` ends it whatever it does. */
export type Running = {
  readonly pid: number;
  readonly finished: Promise<Run>;
  lines(): Promise<string[]>;
  /** What it has printed so far. */
  output(): string;
  kill(signal: NodeJS.Signals): void;
};

/** A folder for one or several runs, with its removal. */
export async function makeUserData(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'contract-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Switches a runtime needs where it runs: as root, or without a display. */
function environmentSwitches(executable: string): string[] {
  const real = executable !== hostExecutable;
  const rootless = process.getuid?.() !== 0;
  const display = Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
  return [
    ...(real && !rootless ? ['--no-sandbox'] : []),
    ...(real && !display ? ['--ozone-platform=headless'] : []),
  ];
}

/** Starts the contract app in one scenario on any Electron-compatible executable. */
export function startApp(
  executable: string,
  scenario: string,
  userData: string,
  args: string[] = [],
): Running {
  const resultsFile = join(userData, `${scenario}.results`);
  const child = spawn(
    executable,
    [contractApp, `--user-data-dir=${userData}`, ...environmentSwitches(executable), ...args],
    {
      env: {
        ...process.env,
        CONTRACT_SCENARIO: scenario,
        CONTRACT_RESULTS: resultsFile,
        CONTRACT_USER_DATA: userData,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const lines = async () => {
    const text = await readFile(resultsFile, 'utf8').catch(() => '');
    return text.split('\n').filter((line) => line !== '');
  };
  const finished = new Promise<Run>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      lines().then((read) => resolve({ code, signal, output, lines: read }), reject);
    });
  });
  return {
    pid: child.pid ?? 0,
    finished,
    lines,
    output: () => output,
    kill: (signal) => void child.kill(signal),
  };
}

/** Runs a scenario to its end. */
export function runScenario(
  executable: string,
  scenario: string,
  userData: string,
  args: string[] = [],
): Promise<Run> {
  return startApp(executable, scenario, userData, args).finished;
}

/** Runs every contract in one app; throws with the app's output when it did not get to the end. */
export async function runContracts(executable: string): Promise<ContractResult[]> {
  const userData = await makeUserData();
  try {
    const run = await runScenario(executable, 'contracts', userData.path, [
      '--contract-switch=on',
      '--use-fake-device-for-media-stream',
      '--allow-loopback-in-peer-connection',
    ]);
    if (run.code !== 0 || run.lines.length !== 1) {
      throw new Error(`The contract app ended with ${run.code ?? run.signal}:\n${run.output}`);
    }
    return JSON.parse(run.lines[0] ?? '[]') as ContractResult[];
  } finally {
    await userData.remove();
  }
}
