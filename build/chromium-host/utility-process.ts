import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type * as Electron from 'electron';
import { KnownEvents } from './emitter.ts';
import { host } from './host.ts';
import { guard } from './unsupported.ts';

const EVENTS = ['spawn', 'exit', 'message', 'error'];
const BOOTSTRAP = new URL('./utility-bootstrap.ts', import.meta.url).href;
const running = new Set<ChildProcess>();

type Mirror = Pick<Electron.UtilityProcess, 'kill' | 'pid' | 'postMessage' | 'stderr' | 'stdout'>;

/** A child process with a message channel: Node's own fork, in Electron's shape. */
class UtilityProcess extends KnownEvents implements Mirror {
  readonly #child: ChildProcess;
  #exited = false;

  constructor(modulePath: string, args: string[], options: Electron.ForkOptions) {
    super('utilityProcess', EVENTS);
    const { execArgv = [], cwd, env = process.env, stdio = 'inherit' } = options;
    const streams = Array.isArray(stdio) ? stdio : ['ignore', stdio, stdio];
    this.#child = fork(modulePath, args, {
      env: { ...env, HOMELINE_UTILITY_SERVICE: options.serviceName ?? 'Node Utility Process' },
      // A debugger's port belongs to the main process alone.
      execArgv: [...execArgv, '--import', BOOTSTRAP],
      stdio: [...streams.slice(0, 3), 'ipc'] as 'pipe'[],
      serialization: 'advanced',
      ...(cwd === undefined ? {} : { cwd }),
    });
    running.add(this.#child);
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('error', (error) => this.#fail(error));
    this.#child.on('exit', (code, signal) => this.#exit(code ?? SIGNAL_CODES[signal ?? ''] ?? 1));
  }

  get pid(): number | undefined {
    return this.#exited ? undefined : this.#child.pid;
  }

  get stdout(): NodeJS.ReadableStream | null {
    return this.#child.stdout;
  }

  get stderr(): NodeJS.ReadableStream | null {
    return this.#child.stderr;
  }

  // biome-ignore lint/suspicious/noExplicitAny: Electron declares the message as any.
  postMessage(message: any): void {
    if (!this.#exited && this.#child.connected) this.#child.send(message);
  }

  kill(): boolean {
    return !this.#exited && this.#child.kill('SIGTERM');
  }

  #fail(error: Error): void {
    host.say(`A utility process could not be started: ${error.message}`);
    this.#exit(1);
  }

  #exit(code: number): void {
    if (this.#exited) return;
    running.delete(this.#child);
    this.#exited = true;
    this.emit('exit', code);
  }
}

guard(UtilityProcess.prototype, 'utilityProcess');

/** Electron reports a signal's number as the exit code. */
const SIGNAL_CODES: Record<string, number> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
};

export const utilityProcess = guard(
  {
    fork(
      modulePath: string,
      args: string[] = [],
      options: Electron.ForkOptions = {},
    ): Electron.UtilityProcess {
      host.required('utilityProcess.fork');
      const path = modulePath.startsWith('file:') ? fileURLToPath(modulePath) : modulePath;
      return new UtilityProcess(path, args, options) as unknown as Electron.UtilityProcess;
    },
  } satisfies Pick<typeof Electron.utilityProcess, 'fork'>,
  'utilityProcess',
);

/** Utility processes end with the app. */
export function endUtilityProcesses(): void {
  for (const child of running) child.kill('SIGTERM');
}
