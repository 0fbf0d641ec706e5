import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** One event of Asterisk's manager interface: its fields by name, as it wrote them. */
export type AmiEvent = Readonly<Record<string, string>>;

/** A connection to the manager interface of an Asterisk (AMI, TCP 5038). */
export type Ami = {
  /** Does it and gives the answer's fields; throws what Asterisk said when it refused. */
  action(
    name: string,
    fields?: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<AmiEvent>;
  /** Runs a command of Asterisk's own console and gives what it prints. */
  command(line: string): Promise<string>;
  /** The first event, of all since the connection was made, for which it holds; within 30 s. */
  until(holds: (event: AmiEvent) => boolean): Promise<AmiEvent>;
  readonly events: readonly AmiEvent[];
  close(): void;
};

const patienceMs = 20_000;
const retryMs = 50;
const eventPatienceMs = 30_000;

/** Connects as soon as Asterisk has booted completely, within 20 s. */
export async function connectAmi(address: string, user: string, secret: string): Promise<Ami> {
  const socket = await dial(address);
  const events: AmiEvent[] = [];
  const answers = new Map<string, (answer: AmiEvent) => void>();
  const waiting = new Set<{ holds: (event: AmiEvent) => boolean; give(event: AmiEvent): void }>();
  let closed = false;

  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed = true;
    for (const answer of answers.values()) {
      answer({ Response: 'Error', Message: 'the connection closed' });
    }
  });

  function receive(block: AmiEvent): void {
    const answer = answers.get(block['ActionID'] ?? '');
    if (block['Response'] !== undefined) {
      answers.delete(block['ActionID'] ?? '');
      answer?.(block);
      return;
    }
    events.push(block);
    for (const waiter of [...waiting]) {
      if (!waiter.holds(block)) continue;
      waiting.delete(waiter);
      waiter.give(block);
    }
  }

  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const blocks = (rest + chunk).split('\r\n\r\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) receive(parseBlock(block));
  });

  async function action(
    name: string,
    fields: Readonly<Record<string, string | readonly string[]>> = {},
  ): Promise<AmiEvent> {
    const id = randomUUID();
    const lines = Object.entries(fields).flatMap(([field, value]) =>
      [value].flat().map((each) => `${field}: ${each}`),
    );
    if (lines.some((line) => /[\r\n]/.test(line))) throw new Error('a field is one line');
    const answer = await new Promise<AmiEvent>((resolve) => {
      answers.set(id, resolve);
      if (closed) resolve({ Response: 'Error', Message: 'the connection is closed' });
      else socket.write([`Action: ${name}`, `ActionID: ${id}`, ...lines, '', ''].join('\r\n'));
    });
    if (answer['Response'] === 'Error') throw new Error(`${name}: ${answer['Message']}`);
    return answer;
  }

  const ami: Ami = {
    action,
    command: async (line) => (await action('Command', { Command: line }))['Output'] ?? '',
    until(holds) {
      const known = events.find(holds);
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(waiter);
          const last = events.slice(-20).map((event) => JSON.stringify(event));
          reject(new Error(`${holds} never held; the last events:\n${last.join('\n')}`));
        }, eventPatienceMs);
        const waiter = {
          holds,
          give(event: AmiEvent) {
            clearTimeout(timer);
            resolve(event);
          },
        };
        waiting.add(waiter);
      });
    },
    events,
    close: () => socket.destroy(),
  };
  await action('Login', { Username: user, Secret: secret });
  await ami.until(({ Event }) => Event === 'FullyBooted');
  return ami;
}

/** The first block has the banner before it, a line without a colon. */
function parseBlock(block: string): AmiEvent {
  const fields: Record<string, string> = {};
  for (const line of block.split('\r\n')) {
    const [, name, value] = /^([\w()-]+): ?(.*)$/s.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const before = fields[name];
    fields[name] = before === undefined ? value : `${before}\n${value}`;
  }
  return fields;
}

/** The port opens some time after the process starts. */
async function dial(address: string): Promise<Socket> {
  const deadlineMs = performance.now() + patienceMs;
  for (;;) {
    const socket = await new Promise<Socket | null>((resolve) => {
      const trying = connect({ host: address, port: 5038, timeout: 1_000 });
      trying.once('connect', () => {
        trying.setTimeout(0);
        resolve(trying);
      });
      const give = () => {
        trying.destroy();
        resolve(null);
      };
      trying.once('error', give);
      trying.once('timeout', give);
    });
    if (socket !== null) return socket;
    if (performance.now() > deadlineMs) throw new Error(`nobody answers on ${address}:5038`);
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}
