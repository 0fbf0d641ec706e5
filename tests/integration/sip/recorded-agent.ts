import type { JsSip, RTCSession, RTCSessionEvent, UA } from '../../../build/jssip/jssip.d.ts';

/** What a run of the contract needs beside JsSIP itself. */
export type AgentTools = {
  readonly jssip: JsSip;
  readonly uri: string;
  readonly password: string;
  readonly server: string;
  /** Leaves it to the library when a description is ready. */
  readonly waitsForGathering?: boolean;
  /** For each call: the stream and configuration that JsSIP is given. */
  callOptions(): Promise<object>;
  measure(session: RTCSession): Promise<{ heardHz: number; heardLevel: number }>;
  /** Decibels of what is heard near each of these frequencies; where the far end can tell. */
  decibelsAt?(session: RTCSession, frequenciesHz: readonly number[]): Promise<number[]>;
};

/** A JsSIP user agent that writes down what it sees; runs in a page and in Node alike. */
export type RecordedAgent = {
  register(): Promise<void>;
  /** @param extraHeaders - Whole lines, `X-Customer-Id: C-7`. */
  call(target: string, extraHeaders?: readonly string[]): Promise<void>;
  answer(): Promise<void>;
  terminate(sipStatus?: number): void;
  hold(): boolean;
  unhold(): boolean;
  mute(): void;
  unmute(): void;
  dtmf(tones: string): void;
  /** Digits as messages (INFO). */
  info(digits: string): void;
  measure(): Promise<{ heardHz: number; heardLevel: number }>;
  decibelsAt(frequenciesHz: readonly number[]): Promise<number[]>;
  /** From now on every re-INVITE gets 488. */
  refuseReinvites(): void;
  /** From now on every REFER is answered, and nothing is done about it. */
  refuseRefer(): void;
  /** SIP messages in order, repeats by retransmission left out: `> INVITE sendrecv`. */
  messages(): string[];
  /** Session events in order. */
  events(): string[];
  /** Resolves when that event has been recorded `times` times. */
  until(event: string, times?: number): Promise<void>;
  /** What names the dialog; the library keeps it to itself. */
  dialog(): { callId: string; localTag: string; remoteTag: string };
  stop(): void;
};

type DialogOwner = {
  readonly _dialog: {
    readonly id: {
      readonly call_id: string;
      readonly local_tag: string;
      readonly remote_tag: string;
    };
  };
};

export function createRecordedAgent(tools: AgentTools): RecordedAgent {
  const { jssip } = tools;
  const messages: string[] = [];
  const events: string[] = [];
  const seen = new Set<string>();
  const waiting: { event: string; times: number; resolve: () => void }[] = [];
  let session: RTCSession | null = null;
  let refusing = false;
  let staying = false;
  const successors = new WeakSet<RTCSession>();

  const socket = new jssip.WebSocketInterface(tools.server);
  const send = socket.send.bind(socket);
  socket.send = (message) => {
    recordMessage('>', String(message));
    return send(message);
  };
  const agent: UA = new jssip.UA({
    sockets: socket,
    uri: tools.uri,
    password: tools.password,
    session_timers: false,
  });
  // JsSIP sets `ondata` when it connects; the frame is seen before it.
  let ondata: (data: unknown) => void = () => undefined;
  Object.defineProperty(socket, 'ondata', {
    get: () => (data: unknown) => {
      recordMessage('<', String(data));
      ondata(data);
    },
    set: (next: (data: unknown) => void) => {
      ondata = next;
    },
  });

  function record(event: string): void {
    events.push(event);
    for (const waiter of [...waiting]) {
      if (events.filter((known) => known === waiter.event).length < waiter.times) continue;
      waiting.splice(waiting.indexOf(waiter), 1);
      waiter.resolve();
    }
  }

  function recordMessage(way: '<' | '>', message: string): void {
    const status = /^SIP\/2\.0 (\d+)/.exec(message)?.[1];
    const [, sequence, method] = /^CSeq: *(\d+) ([A-Z]+)/im.exec(message) ?? [];
    if (method === undefined || method === 'REGISTER' || status === '100') return;
    const what = status === undefined ? method : `${status} ${method}`;
    const branch = status === undefined ? sequence : `${sequence} response`;
    const key = `${way} ${what} ${branch}`;
    if (seen.has(key)) return;
    seen.add(key);
    const direction = /^a=(sendrecv|sendonly|recvonly|inactive)\r?$/m.exec(message)?.[1];
    messages.push([way, what, direction].filter((part) => part !== undefined).join(' '));
  }

  /** Goes where it is sent; the talk is the new one as soon as that is answered. */
  async function follow(accept: (begun: (next: RTCSession) => void, options: object) => void) {
    const options = await tools.callOptions();
    accept((next) => {
      if (tools.waitsForGathering !== true) next.on('icecandidate', ({ ready }) => ready());
      next.on('confirmed', () => {
        adopt(next);
        record('moved');
      });
    }, options);
  }

  function adopt(next: RTCSession): void {
    session = next;
    next.on('refer', ({ accept, reject }) => {
      if (staying) reject();
      else void follow(accept as Parameters<typeof follow>[0]);
    });
    next.on('replaces', ({ accept }) => {
      accept((successor: RTCSession) => {
        successors.add(successor);
        queueMicrotask(async () => {
          adopt(successor);
          successor.answer(await tools.callOptions());
          record('replaced');
        });
      });
    });
    next.on('progress', ({ originator }: { originator: string }) =>
      record(`progress ${originator}`),
    );
    next.on('accepted', ({ originator }: { originator: string }) =>
      record(`accepted ${originator}`),
    );
    next.on('confirmed', ({ originator }: { originator: string }) =>
      record(`confirmed ${originator}`),
    );
    next.on('hold', ({ originator }) => record(`hold ${originator}`));
    next.on('unhold', ({ originator }) => record(`unhold ${originator}`));
    next.on('newDTMF', ({ originator, dtmf }: { originator: string; dtmf: { tone: string } }) => {
      if (originator === 'remote') record(`digit ${dtmf.tone}`);
    });
    next.on('muted', () => record('muted'));
    next.on('unmuted', () => record('unmuted'));
    next.on('ended', ({ originator, cause }) => record(`ended ${originator} ${cause}`));
    next.on('failed', ({ originator, cause }) => record(`failed ${originator} ${cause}`));
    next.on('reinvite', ({ reject }) => {
      if (refusing) reject({ status_code: 488 });
    });
    if (tools.waitsForGathering !== true) next.on('icecandidate', ({ ready }) => ready());
  }

  agent.on('newRTCSession', (event: RTCSessionEvent) => {
    if (event.originator === 'remote' && !successors.has(event.session)) {
      // One line, as in main: a second caller is told that it is busy.
      if (session !== null && !session.isEnded()) {
        event.session.terminate({ status_code: 486 });
        record('refused busy');
        return;
      }
      adopt(event.session);
      record('incoming');
    }
  });

  function current(): RTCSession {
    if (session === null) throw new Error('there is no call');
    return session;
  }

  return {
    register() {
      return new Promise((resolve, reject) => {
        agent.once('registered', () => resolve());
        agent.once('registrationFailed', ({ cause }: { cause: unknown }) =>
          reject(new Error(String(cause))),
        );
        agent.start();
      });
    },
    async call(target, extraHeaders = []) {
      adopt(
        agent.call(target, { ...(await tools.callOptions()), extraHeaders: [...extraHeaders] }),
      );
    },
    async answer() {
      current().answer(await tools.callOptions());
    },
    terminate(sipStatus) {
      current().terminate(sipStatus === undefined ? {} : { status_code: sipStatus });
    },
    hold: () => current().hold({}, () => record('held')),
    unhold: () => current().unhold({}, () => record('resumed')),
    mute: () => current().mute(),
    unmute: () => current().unmute(),
    dtmf(tones) {
      current().sendDTMF(tones, {
        transportType: jssip.C.DTMF_TRANSPORT.RFC2833 as never,
        duration: 500,
        interToneGap: 80,
      });
    },
    info(digits) {
      current().sendDTMF(digits, { transportType: jssip.C.DTMF_TRANSPORT.INFO as never });
    },
    refuseReinvites() {
      refusing = true;
    },
    refuseRefer() {
      staying = true;
    },
    measure: () => tools.measure(current()),
    async decibelsAt(frequenciesHz) {
      return (await tools.decibelsAt?.(current(), frequenciesHz)) ?? [];
    },
    messages: () => [...messages],
    events: () => [...events],
    until(event, times = 1) {
      if (events.filter((known) => known === event).length >= times) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ event, times, resolve }));
    },
    dialog() {
      const { id } = (current() as unknown as DialogOwner)._dialog;
      return { callId: id.call_id, localTag: id.local_tag, remoteTag: id.remote_tag };
    },
    stop() {
      agent.stop();
    },
  };
}
