import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A page of a headless Chromium, spoken to in the DevTools protocol. */
export type Page = {
  send<T>(method: string, params?: object): Promise<T>;
  /** Value of an expression, awaited; throws what the page throws. */
  evaluate<T>(expression: string): Promise<T>;
  /** Errors and policy violations the page has reported so far. */
  readonly complaints: readonly string[];
};

export type Chromium = { readonly page: Page; close(): Promise<void> };

const candidates = ['/usr/lib/chromium/chromium', '/usr/bin/chromium', 'chromium'];

/** Starts a Chromium of this machine with one page. `CHROMIUM` names another binary. */
export async function startChromium(binary = process.env['CHROMIUM']): Promise<Chromium> {
  const profile = await mkdtemp(join(tmpdir(), 'pictures-'));
  const child = await spawnFirst(binary ? [binary] : candidates, [
    '--headless=new',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-extensions',
    '--hide-scrollbars',
    '--force-color-profile=srgb',
    // As the desk itself: day and time fields in the language of the page.
    '--enable-blink-features=LangAttributeAwareFormControlUI',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank',
  ]);
  const endpoint = await debuggerAddress(child);
  const targets = (await (await fetch(`http://${endpoint}/json/list`)).json()) as {
    type: string;
    webSocketDebuggerUrl: string;
  }[];
  const target = targets.find(({ type }) => type === 'page');
  if (!target) throw new Error('Chromium has opened no page');
  const page = await connect(target.webSocketDebuggerUrl);
  return {
    page,
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function spawnFirst(binaries: readonly string[], args: string[]): Promise<ChildProcess> {
  for (const binary of binaries) {
    const child = spawn(binary, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const started = await new Promise<boolean>((resolve) => {
      child.once('spawn', () => resolve(true));
      child.once('error', () => resolve(false));
    });
    if (started) return child;
  }
  throw new Error('no Chromium here: apt install chromium, or name one in CHROMIUM');
}

function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      const address = /DevTools listening on ws:\/\/([^/]+)\//.exec(heard)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', () => reject(new Error(`Chromium ended at once: ${heard}`)));
  });
}

type Answer = { id?: number; method?: string; params?: unknown; result?: unknown; error?: unknown };

async function connect(url: string): Promise<Page> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  const complaints: string[] = [];
  let lastId = 0;
  socket.onmessage = (event) => {
    const answer = JSON.parse(String(event.data)) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
    else if (/exceptionThrown|entryAdded/.test(answer.method ?? '')) {
      complaints.push(JSON.stringify(answer.params));
    }
  };
  const send = async <T>(method: string, params: object = {}): Promise<T> => {
    const id = ++lastId;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params }));
    const answer = await answered;
    waiting.delete(id);
    if (answer.error) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return answer.result as T;
  };
  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await send<{
      result: { value: T };
      exceptionDetails?: object;
    }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return result.value;
  };
  await Promise.all(['Page.enable', 'Runtime.enable', 'Log.enable'].map((domain) => send(domain)));
  return { send, evaluate, complaints };
}
