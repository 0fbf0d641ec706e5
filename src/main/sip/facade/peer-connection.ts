import type {
  AudioDirection,
  ConnectionSnapshot,
  IceServers,
  MediaEvent,
  MediaOp,
  MediaRequest,
  MediaValue,
} from '../../../contract/ipc/media-api.ts';
import type { MediaLink, MediaLinkEvent } from '../../media/media-link.ts';

type Description = { readonly type: 'offer' | 'answer' | 'rollback'; readonly sdp: string };
type DescribingRequest = Extract<
  MediaRequest,
  { op: 'connection.createOffer' | 'connection.createAnswer' }
>;
type Candidate = Extract<MediaEvent, { event: 'icecandidate' }>['candidate'];

/** The events the SIP library listens to, with as much of the browser's event as it reads. */
type FacadeEvents = {
  icecandidate: { readonly candidate: Candidate };
  icegatheringstatechange: object;
  iceconnectionstatechange: object;
};
type FacadeListener = (event: { readonly candidate: Candidate }) => void;

/** How the library's `pcConfig` reaches us: which call the connection belongs to rides along. */
export type FacadeConfiguration = {
  readonly connectionId: string;
  readonly iceServers: IceServers;
};

/** The one sender of a call, as far as the library uses senders. */
export type FacadeSender = {
  readonly track: { readonly kind: 'audio'; enabled: boolean };
  readonly dtmf: {
    readonly toneBuffer: '';
    insertDTMF(tones: string, durationMs: number, gapMs: number): void;
  };
};

/**
 * Looks like an RTCPeerConnection to JsSIP; the real one lives in the media page.
 *
 * What is read synchronously (states, local description) comes from the snapshot that rides on
 * each reply and event, so it is exactly as new as the message being handled.
 * `iceConnectionState` never reads `failed`: JsSIP would end the call, and a broken audio path is
 * ours to heal.
 *
 * The page may die. As long as the far end knows nothing of this connection (`freeze` was not
 * called), the next page makes the same one, and the library does not notice. Afterwards it is
 * `lost`: it takes what the library still does with the dialog, and does nothing.
 */
export class FacadePeerConnection {
  readonly connectionId: string;
  /** What offers and answers are to say while this side holds the call. */
  direction: AudioDirection = 'sendrecv';
  readonly #link: MediaLink;
  readonly #stopListening: () => void;
  readonly #listeners = new Map<keyof FacadeEvents, Set<FacadeListener>>();
  #snapshot: ConnectionSnapshot;
  #closed = false;
  #sender: FacadeSender | null = null;
  #trackEnabled = true;
  readonly #iceServers: IceServers;
  /** What was done so far, for a page that has to do it again. */
  #remote: Description | null = null;
  #described: { readonly request: DescribingRequest; readonly description: Description } | null =
    null;
  #isLocalSet = false;
  #again: Promise<void> = Promise.resolve();
  #frozen = false;
  #lost = false;

  constructor(link: MediaLink, configuration: FacadeConfiguration) {
    const { connectionId, iceServers } = configuration;
    this.connectionId = connectionId;
    this.#iceServers = iceServers;
    this.#link = link;
    this.#snapshot = newConnection(connectionId);
    this.#stopListening = link.onEvent((event) => this.#receive(event));
    this.#send({ op: 'connection.create', connectionId, iceServers });
  }

  /** The far end is told the local description: from here on no other page can stand in for it. */
  freeze(): void {
    this.#frozen = true;
  }

  /** Whether the real one died with its page, and the far end still talks to it. */
  get isLost(): boolean {
    return this.#lost;
  }

  /** Lets the real one go; the dialog goes on without, as if its page had died. */
  abandon(): void {
    if (this.#closed || this.#lost) return;
    this.#send({ op: 'connection.close', connectionId: this.connectionId });
    this.#lost = true;
  }

  /** Begins anew on the page there is, for a re-INVITE with a new connection. */
  rebuild(): void {
    const { connectionId } = this;
    this.#lost = false;
    this.#frozen = false;
    this.#remote = null;
    this.#described = null;
    this.#isLocalSet = false;
    this.#snapshot = newConnection(connectionId);
    this.#make();
  }

  get iceGatheringState(): ConnectionSnapshot['iceGatheringState'] {
    return this.#snapshot.iceGatheringState;
  }

  get iceConnectionState(): ConnectionSnapshot['iceConnectionState'] {
    const state = this.#snapshot.iceConnectionState;
    return state === 'failed' ? 'disconnected' : state;
  }

  get signalingState(): ConnectionSnapshot['signalingState'] {
    return this.#closed ? 'closed' : this.#snapshot.signalingState;
  }

  get localDescription(): Description | null {
    return this.#snapshot.localDescription;
  }

  addEventListener(type: keyof FacadeEvents, listener: FacadeListener): void {
    const listeners = this.#listeners.get(type) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(type, listeners);
  }

  removeEventListener(type: keyof FacadeEvents, listener: FacadeListener): void {
    this.#listeners.get(type)?.delete(listener);
  }

  createOffer(options?: { iceRestart?: boolean } | null): Promise<Description> {
    const { connectionId, direction } = this;
    const restartIce = options?.iceRestart === true;
    return this.#describe({ op: 'connection.createOffer', connectionId, direction, restartIce });
  }

  createAnswer(): Promise<Description> {
    const { connectionId, direction } = this;
    return this.#describe({ op: 'connection.createAnswer', connectionId, direction });
  }

  async setLocalDescription(description: Description): Promise<void> {
    const { connectionId } = this;
    await this.#apply(() => ({
      op: 'connection.setLocalDescription',
      connectionId,
      // A page that came in between has described itself anew.
      description: this.#frozen ? description : (this.#described?.description ?? description),
    }));
    this.#isLocalSet = true;
  }

  async setRemoteDescription(description: Description): Promise<void> {
    const { connectionId } = this;
    await this.#apply(() => ({ op: 'connection.setRemoteDescription', connectionId, description }));
    this.#remote = description;
  }

  /** An offer of ours was refused: from now on it sounds as `direction` says. */
  describeAgain(): void {
    const { connectionId, direction } = this;
    this.#send({ op: 'connection.describeAgain', connectionId, direction });
  }

  addTrack(): FacadeSender {
    const { connectionId } = this;
    this.#send({ op: 'connection.addTrack', connectionId });
    this.#sender ??= this.#makeSender();
    return this.#sender;
  }

  getSenders(): FacadeSender[] {
    return this.#sender === null ? [] : [this.#sender];
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopListening();
    // The call may have a new connection of the same id by now.
    if (this.#lost) return;
    this.#send({ op: 'connection.close', connectionId: this.connectionId });
  }

  #makeSender(): FacadeSender {
    const { connectionId } = this;
    const setEnabled = (enabled: boolean) => {
      this.#trackEnabled = enabled;
      this.#send({ op: 'track.enable', connectionId, enabled });
    };
    const isEnabled = () => this.#trackEnabled;
    return {
      track: {
        kind: 'audio',
        get enabled() {
          return isEnabled();
        },
        set enabled(enabled: boolean) {
          setEnabled(enabled);
        },
      },
      dtmf: {
        // The page adds to what is still in the real buffer.
        toneBuffer: '',
        insertDTMF: (tones, durationMs, gapMs) => {
          this.#send({ op: 'dtmf.insert', connectionId, tones, durationMs, gapMs });
        },
      },
    };
  }

  /** For calls the library makes without waiting: order is kept by the link, errors show later. */
  #send<Op extends MediaOp>(request: Extract<MediaRequest, { op: Op }>): void {
    if (this.#lost) return;
    void this.#link.request<Op>(request).then(({ snapshot }) => this.#take(snapshot));
  }

  async #describe(request: DescribingRequest): Promise<Description> {
    if (this.#lost) {
      // An offer may wait for the answer to its INVITE; what is asked anew cannot be answered.
      if (request.op === 'connection.createOffer' && this.localDescription !== null) {
        return this.localDescription;
      }
      throw errorOf('PageLost', '');
    }
    const description: Description = await this.#ask<DescribingRequest['op']>(() => request);
    this.#described = { request, description };
    return description;
  }

  /** What comes too late for a connection that is lost is taken as done: the dialog goes on. */
  async #apply(
    request: () => Extract<
      MediaRequest,
      { op: 'connection.setLocalDescription' | 'connection.setRemoteDescription' }
    >,
  ): Promise<void> {
    if (this.#lost) return;
    try {
      await this.#ask(request);
    } catch (error) {
      if (!this.#lost) throw error;
    }
  }

  /** Asks until a page has answered that lives long enough. */
  async #ask<Op extends MediaOp>(
    request: () => Extract<MediaRequest, { op: Op }>,
  ): Promise<MediaValue<Op>> {
    for (;;) {
      await this.#again;
      const reply = await this.#link.request<Op>(request());
      if (!reply.ok && reply.error.name === 'PageLost' && !this.#lost && !this.#closed) continue;
      this.#take(reply.snapshot);
      if (reply.ok) return reply.value;
      throw errorOf(reply.error.name, reply.error.message);
    }
  }

  #make(): void {
    const { connectionId } = this;
    this.#send({ op: 'connection.create', connectionId, iceServers: this.#iceServers });
    if (this.#sender === null) return;
    this.#send({ op: 'connection.addTrack', connectionId });
    if (!this.#trackEnabled) this.#send({ op: 'track.enable', connectionId, enabled: false });
  }

  #pageLost(): void {
    if (this.#frozen) this.#lost = true;
    else this.#again = this.#makeAgain();
  }

  /** Brings the next page to where the last one was; whoever waits for it asks after this. */
  async #makeAgain(): Promise<void> {
    const { connectionId } = this;
    const described = this.#described;
    this.#snapshot = newConnection(connectionId);
    this.#make();
    if (this.#remote !== null) {
      const description = this.#remote;
      await this.#repeat({ op: 'connection.setRemoteDescription', connectionId, description });
    }
    if (described === null) return;
    const description = await this.#repeat(described.request);
    if (description === null) return;
    this.#described = { ...described, description };
    if (!this.#isLocalSet) return;
    await this.#repeat({ op: 'connection.setLocalDescription', connectionId, description });
  }

  /** Null when that page is gone too: then the next one begins from the start. */
  async #repeat<Op extends MediaOp>(
    request: Extract<MediaRequest, { op: Op }>,
  ): Promise<MediaValue<Op> | null> {
    const reply = await this.#link.request<Op>(request);
    this.#take(reply.snapshot);
    return reply.ok ? reply.value : null;
  }

  #take(snapshot: ConnectionSnapshot | null): void {
    if (snapshot !== null) this.#snapshot = snapshot;
  }

  #receive(event: MediaLinkEvent): void {
    switch (event.event) {
      case 'page.lost':
        this.#pageLost();
        return;
      case 'icecandidate':
      case 'icegatheringstatechange':
      case 'iceconnectionstatechange': {
        if (this.#lost || event.snapshot.connectionId !== this.connectionId) return;
        this.#take(event.snapshot);
        const candidate = event.event === 'icecandidate' ? event.candidate : null;
        for (const listener of [...(this.#listeners.get(event.event) ?? [])]) {
          listener({ candidate });
        }
        return;
      }
      default:
        return;
    }
  }
}

function newConnection(connectionId: string): ConnectionSnapshot {
  return {
    connectionId,
    iceGatheringState: 'new',
    iceConnectionState: 'new',
    signalingState: 'stable',
    localDescription: null,
  };
}

function errorOf(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
