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

  constructor(link: MediaLink, configuration: FacadeConfiguration) {
    const { connectionId, iceServers } = configuration;
    this.connectionId = connectionId;
    this.#link = link;
    this.#snapshot = {
      connectionId,
      iceGatheringState: 'new',
      iceConnectionState: 'new',
      signalingState: 'stable',
      localDescription: null,
    };
    this.#stopListening = link.onEvent((event) => this.#receive(event));
    this.#send({ op: 'connection.create', connectionId, iceServers });
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
    return this.#ask({ op: 'connection.createOffer', connectionId, direction, restartIce });
  }

  createAnswer(): Promise<Description> {
    const { connectionId, direction } = this;
    return this.#ask({ op: 'connection.createAnswer', connectionId, direction });
  }

  async setLocalDescription(description: Description): Promise<void> {
    const { connectionId } = this;
    await this.#ask({ op: 'connection.setLocalDescription', connectionId, description });
  }

  async setRemoteDescription(description: Description): Promise<void> {
    const { connectionId } = this;
    await this.#ask({ op: 'connection.setRemoteDescription', connectionId, description });
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
    void this.#link.request<Op>(request).then(({ snapshot }) => this.#take(snapshot));
  }

  async #ask<Op extends MediaOp>(
    request: Extract<MediaRequest, { op: Op }>,
  ): Promise<MediaValue<Op>> {
    const reply = await this.#link.request<Op>(request);
    this.#take(reply.snapshot);
    if (reply.ok) return reply.value;
    const error = new Error(reply.error.message);
    error.name = reply.error.name;
    throw error;
  }

  #take(snapshot: ConnectionSnapshot | null): void {
    if (snapshot !== null) this.#snapshot = snapshot;
  }

  #receive(event: MediaLinkEvent): void {
    switch (event.event) {
      case 'icecandidate':
      case 'icegatheringstatechange':
      case 'iceconnectionstatechange': {
        if (event.snapshot.connectionId !== this.connectionId) return;
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
