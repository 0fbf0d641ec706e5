import { WebSocket } from 'ws';
import type { Changes } from '../../contract/sync/down/changes.ts';
import type { Receipt } from '../../contract/sync/down/receipt.ts';
import { type Down, down as downSchema } from '../../contract/sync/down.ts';
import type { Up } from '../../contract/sync/up.ts';
import { protocolVersion } from '../../contract/sync/version.ts';
import type { Log } from '../log/log.ts';
import { syncUrl } from './address.ts';

export type LinkState =
  | { readonly state: 'offline' | 'connecting' }
  | { readonly state: 'reachable' }
  | {
      readonly state: 'refused';
      /** `moved`: the same agent is at another desk; `other-center`: not the one signed in to. */
      readonly reason: 'protocol' | 'token' | 'malformed' | 'moved' | 'other-center';
      /** For `moved`: name of the desk that has the line now. */
      readonly movedTo?: string;
    };

export type FeedResume = { readonly epoch: string; readonly sequence: number };

/** What the link needs from its surroundings. */
export type LinkOptions = {
  /** The center's base URL: asked at each attempt, because a practice center may move. */
  readonly base: () => string;
  readonly deskId: string;
  /** What people call this computer. */
  readonly deskName: string;
  /**
   * A fresh access token, another one than `rejected`; `refused` ends the link, `unreachable` is
   * tried again.
   */
  readonly accessToken: (rejected: string | null) => Promise<string | 'refused' | 'unreachable'>;
  readonly resume: () => FeedResume | null;
  readonly random: () => number;
  readonly log: Log;
  /** The hello has gone out: the welcome is the answer to it. */
  readonly onHello: () => void;
  readonly onState: (state: LinkState) => void;
  readonly onWelcome: (welcome: Extract<Down, { type: 'welcome' }>) => void;
  readonly onReceipt: (receipt: Receipt) => void;
  readonly onChanges: (changes: Changes) => void;
};

const pingEveryMs = 3_000;
const deadAfterMs = 9_000;
const maxFrameBytes = 16 * 1024 * 1024;

/**
 * The socket to the center: hello first, then frames both ways; comes back by itself with a
 * jittered, growing pause (0–1 s, then up to 15 s), for ever, until it is refused or stopped.
 */
export function createLink(options: LinkOptions) {
  const { log } = options;
  let socket: WebSocket | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let welcomed = false;
  let failures = 0;
  let shown: string | null = null;
  // By its own clock the center may find a token too old that looks good to us.
  let rejected: string | null = null;

  function later(): void {
    if (stopped || timer) return;
    const ceilingMs = Math.min(15_000, 1_000 * 2 ** Math.min(failures, 4));
    failures += 1;
    timer = setTimeout(() => {
      timer = null;
      void connect();
    }, options.random() * ceilingMs);
  }

  async function connect(): Promise<void> {
    if (stopped || socket) return;
    options.onState({ state: 'connecting' });
    const token = await options.accessToken(rejected);
    if (stopped || socket) return;
    if (token === 'refused') {
      refuse('token');
      return;
    }
    if (token === 'unreachable') {
      options.onState({ state: 'offline' });
      later();
      return;
    }
    open(token);
  }

  function open(accessToken: string): void {
    const current = new WebSocket(syncUrl(options.base()), {
      handshakeTimeout: 5_000,
      maxPayload: maxFrameBytes,
    });
    socket = current;
    shown = accessToken;
    let heardAtMs = performance.now();
    const heartbeat = setInterval(() => {
      if (performance.now() - heardAtMs > deadAfterMs) current.terminate();
      else if (current.readyState === WebSocket.OPEN) current.ping();
    }, pingEveryMs);
    current.on('pong', () => {
      heardAtMs = performance.now();
    });
    current.on('open', () => {
      options.onHello();
      say(current, {
        type: 'hello',
        protocol: protocolVersion,
        accessToken,
        deskId: options.deskId,
        deskName: options.deskName,
        resume: options.resume(),
      });
    });
    current.on('message', (data, isBinary) => {
      heardAtMs = performance.now();
      if (socket === current) hear(isBinary ? '' : data.toString());
    });
    current.on('error', (error) => log.info({ error: error.message }, 'center socket'));
    current.on('close', () => {
      clearInterval(heartbeat);
      if (socket !== current) return;
      socket = null;
      welcomed = false;
      if (stopped) return;
      options.onState({ state: 'offline' });
      later();
    });
  }

  function hear(text: string): void {
    const message = parse(text);
    if (message === 'unknown type') {
      // Somebody else's addition to the protocol; everything we wait for comes all the same.
      log.warn('center sent a message of a type we do not know; it is ignored');
      return;
    }
    if (!message) {
      log.warn('center sent a frame that is not of our protocol');
      socket?.close(1002);
      return;
    }
    switch (message.type) {
      case 'welcome':
        welcomed = true;
        failures = 0;
        rejected = null;
        options.onWelcome(message);
        // Whoever was welcomed may have seen that this is another center.
        if (!stopped) options.onState({ state: 'reachable' });
        break;
      case 'refused':
        if (message.reason === 'token') {
          rejected = shown;
          socket?.close();
        } else if (message.reason === 'moved') refuse('moved', message.movedTo);
        else refuse(message.reason);
        break;
      case 'receipt':
        options.onReceipt(message);
        break;
      case 'changes':
        options.onChanges(message);
        break;
    }
  }

  function refuse(
    reason: Extract<LinkState, { state: 'refused' }>['reason'],
    movedTo?: string,
  ): void {
    stop();
    options.onState({ state: 'refused', reason, ...(movedTo === undefined ? {} : { movedTo }) });
  }

  function stop(): void {
    stopped = true;
    if (timer) clearTimeout(timer);
    timer = null;
    const current = socket;
    socket = null;
    welcomed = false;
    current?.close();
  }

  return {
    start(): void {
      void connect();
    },
    /** False when the center is not there: say it again after the next welcome. */
    say(message: Up): boolean {
      return socket !== null && welcomed && say(socket, message);
    },
    /** Opens a new socket at once, for instance to hear the feed from an earlier position. */
    restart(): void {
      if (stopped) return;
      failures = 0;
      const current = socket;
      socket = null;
      welcomed = false;
      current?.close();
      if (timer) clearTimeout(timer);
      timer = null;
      void connect();
    },
    stop,
  };
}

function say(socket: WebSocket, message: Up): boolean {
  if (socket.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(message));
  return true;
}

const knownTypes: ReadonlySet<string> = new Set(
  downSchema.options.map((option) => option.shape.type.value),
);

/** Null for what is no message, or one of ours that is not as it should be. */
function parse(text: string): Down | 'unknown type' | null {
  try {
    const json: unknown = JSON.parse(text);
    const parsed = downSchema.safeParse(json);
    if (parsed.success) return parsed.data;
    const named = typeof json === 'object' && json !== null && 'type' in json ? json.type : null;
    return typeof named === 'string' && !knownTypes.has(named) ? 'unknown type' : null;
  } catch {
    // Not JSON: the caller logs and closes.
    return null;
  }
}
