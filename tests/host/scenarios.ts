import { readdir, readFile } from 'node:fs/promises';
import { ELECTRON_VERSION } from '../../build/chromium-host/versions.ts';
import { isRunning } from '../../build/setup/is-running.ts';
import { makeUserData, type Run, runScenario, startApp } from './runtime-runner.ts';

/** APIs that only whole runs can prove. */
export const scenarioCoverage = [
  'app.quit',
  'app.exit',
  'app.on',
  'app.once',
  "app.on('ready')",
  "app.on('before-quit')",
  "app.on('will-quit')",
  "app.on('quit')",
  "app.on('window-all-closed')",
  "app.on('second-instance')",
  "app.on('activate')",
];

/** A whole run of an app, with what must be true of it. */
export type Scenario = { name: string; check(executable: string): Promise<void> };

function expectEqual(actual: unknown, expected: unknown): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) throw new Error(`${is} instead of ${should}`);
}

function expectEnded(run: Run, code: number): void {
  if (run.code !== code) {
    throw new Error(`ended with ${run.code ?? run.signal} instead of ${code}:\n${run.output}`);
  }
}

async function withUserData(work: (path: string) => Promise<void>): Promise<void> {
  const userData = await makeUserData();
  try {
    await work(userData.path);
  } finally {
    await userData.remove();
  }
}

async function untilLine(lines: () => Promise<string[]>, match: RegExp): Promise<string> {
  for (;;) {
    const found = (await lines()).find((line) => match.test(line));
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until no process of this machine has `text` in its command line. */
async function untilNoneMentions(text: string): Promise<void> {
  for (;;) {
    const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const lines = await Promise.all(
      processes.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
    );
    if (!lines.some((line) => line.includes(text))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function untilGone(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
}

export const scenarios: Scenario[] = [
  {
    name: 'quit asks, can be prevented, then closes windows and ends in order',
    check: (executable) =>
      withUserData(async (path) => {
        const run = await runScenario(executable, 'quit', path);
        expectEnded(run, 0);
        expectEqual(
          run.lines.filter((line) => line !== 'window-all-closed'),
          [
            'ready',
            'before-quit',
            'prevented',
            'before-quit',
            'close',
            'closed',
            'will-quit',
            'quit 0',
          ],
        );
      }),
  },
  {
    name: 'closing the last window quits an app that does not object',
    check: (executable) =>
      withUserData(async (path) => {
        const run = await runScenario(executable, 'last-window', path);
        expectEnded(run, 0);
        expectEqual(run.lines, ['will-quit']);
      }),
  },
  {
    name: 'exit asks nobody and gives its code',
    check: (executable) =>
      withUserData(async (path) => {
        const run = await runScenario(executable, 'exit', path);
        expectEnded(run, 7);
        expectEqual(run.lines, ['quit 7']);
      }),
  },
  {
    name: 'a second instance is refused and the first hears of it',
    check: (executable) =>
      withUserData(async (path) => {
        const first = startApp(executable, 'lock', path);
        await untilLine(first.lines, /^first$/);
        const second = await runScenario(executable, 'lock', path, ['--contract-second']);
        expectEnded(second, 0);
        const run = await first.finished;
        expectEnded(run, 0);
        expectEqual([...run.lines].sort(), [
          'first',
          'refused',
          'second true true {"from":"second"}',
        ]);
      }),
  },
  {
    name: 'SIGTERM quits as a person would, with the utility processes',
    check: (executable) =>
      withUserData(async (path) => {
        const app = startApp(executable, 'wait', path);
        const child = Number((await untilLine(app.lines, /^running/)).split(' ')[1]);
        app.kill('SIGTERM');
        const run = await app.finished;
        expectEnded(run, 0);
        expectEqual(run.lines.slice(1), ['before-quit', 'quit']);
        await untilGone(child);
      }),
  },
  {
    name: 'an app that is killed leaves no process and no lock behind',
    check: (executable) =>
      withUserData(async (path) => {
        const app = startApp(executable, 'wait', path);
        const child = Number((await untilLine(app.lines, /^running/)).split(' ')[1]);
        app.kill('SIGKILL');
        await app.finished;
        await untilGone(child);
        await untilNoneMentions(path);
        const again = startApp(executable, 'lock', path);
        await untilLine(again.lines, /^first$/);
        again.kill('SIGTERM');
        await again.finished;
      }),
  },
  {
    name: "the page's database is there in the next run",
    check: (executable) =>
      withUserData(async (path) => {
        await runScenario(executable, 'storage', path);
        const run = await runScenario(executable, 'storage', path);
        expectEnded(run, 0);
        expectEqual(run.lines, ['visit 1', 'visit 2']);
      }),
  },
  {
    name: '--inspect reaches main, and a connected debugger does not hold back the end',
    check: (executable) =>
      withUserData(async (path) => {
        const app = startApp(executable, 'wait', path, ['--inspect=127.0.0.1:0']);
        await untilLine(app.lines, /^running/);
        const address = /ws:\/\/\S+/.exec(app.output())?.[0];
        if (address === undefined) throw new Error(`no inspector:\n${app.output()}`);
        const debug = new WebSocket(address);
        await new Promise((resolve) => {
          debug.onopen = resolve;
        });
        app.kill('SIGTERM');
        expectEnded(await app.finished, 0);
      }),
  },
  {
    name: '--version prints the version',
    check: (executable) =>
      withUserData(async (path) => {
        const run = await startApp(executable, 'contracts', path, ['--version']).finished;
        expectEnded(run, 0);
        expectEqual(run.output.trim(), `v${ELECTRON_VERSION}`);
      }),
  },
];
