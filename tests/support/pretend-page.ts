import type {
  AudioDirection,
  ConnectionSnapshot,
  MediaOp,
  MediaReply,
  MediaRequest,
} from '../../src/contract/ipc/media-api.ts';
import type { MediaLink, MediaLinkEvent } from '../../src/main/media/media-link.ts';

/**
 * A media page without a browser: it keeps the states of RFC 8829 as a browser does, its
 * descriptions are real enough for SIP, and nothing is ever heard. For tests of signalling.
 */
export type PretendPage = {
  readonly link: MediaLink;
  /** Requests in order, as `op` or `op direction`. */
  readonly requests: readonly string[];
  /** The page says that of itself. */
  tell(event: MediaLinkEvent): void;
  /** Whether a connection of that call exists. */
  isOpen(connectionId: string): boolean;
  /** What the page reports by itself. */
  report(event: MediaLinkEvent): void;
};

type Peer = {
  snapshot: ConnectionSnapshot;
  remote: string | null;
  version: number;
  iceRestarts: number;
};

/** An SDP body with one audio stream. */
export function audioSdp(
  direction: AudioDirection = 'sendrecv',
  version = 1,
  iceRestarts = 0,
): string {
  return [
    'v=0',
    `o=- 7 ${version} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 0 101',
    'c=IN IP4 127.0.0.1',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    `a=ice-ufrag:pret${iceRestarts}`,
    'a=ice-pwd:endpasswordofsomelength',
    `a=fingerprint:sha-256 ${Array(32).fill('AB').join(':')}`,
    'a=setup:actpass',
    'a=mid:0',
    'a=rtcp-mux',
    `a=${direction}`,
    '',
  ].join('\r\n');
}

export function createPretendPage(): PretendPage {
  const peers = new Map<string, Peer>();
  const listeners = new Set<(event: MediaLinkEvent) => void>();
  const requests: string[] = [];
  const emit = (event: MediaLinkEvent) => {
    setImmediate(() => {
      for (const listener of [...listeners]) listener(event);
    });
  };

  function ensure(connectionId: string): Peer {
    const known = peers.get(connectionId);
    if (known !== undefined) return known;
    const made: Peer = {
      version: 0,
      iceRestarts: 0,
      remote: null,
      snapshot: {
        connectionId,
        iceGatheringState: 'new',
        iceConnectionState: 'new',
        signalingState: 'stable',
        localDescription: null,
      },
    };
    peers.set(connectionId, made);
    return made;
  }

  function change(peer: Peer, changed: Partial<ConnectionSnapshot>): void {
    peer.snapshot = { ...peer.snapshot, ...changed };
  }

  function fail(name: string): never {
    const error = new Error(name);
    error.name = name;
    throw error;
  }

  function connectIfBoth(peer: Peer): void {
    const { snapshot } = peer;
    if (snapshot.signalingState !== 'stable' || snapshot.iceConnectionState === 'connected') return;
    change(peer, { iceConnectionState: 'connected' });
    emit({ event: 'iceconnectionstatechange', snapshot: peer.snapshot });
  }

  function setLocal(peer: Peer, { type, sdp }: { type: string; sdp: string }): void {
    const { signalingState } = peer.snapshot;
    if (type === 'rollback') {
      if (signalingState === 'stable') fail('InvalidStateError');
      change(peer, { signalingState: 'stable', localDescription: null });
      return;
    }
    if (type === 'answer' && signalingState !== 'have-remote-offer') fail('InvalidStateError');
    if (type === 'offer' && signalingState === 'have-remote-offer') fail('InvalidStateError');
    change(peer, {
      signalingState: type === 'offer' ? 'have-local-offer' : 'stable',
      localDescription: { type: type === 'offer' ? 'offer' : 'answer', sdp },
      iceGatheringState: 'complete',
    });
    emit({
      event: 'icecandidate',
      candidate: {
        candidate: 'candidate:1 1 udp 1 127.0.0.1 9 typ host',
        sdpMid: '0',
        sdpMLineIndex: 0,
      },
      snapshot: peer.snapshot,
    });
    emit({ event: 'icegatheringstatechange', snapshot: peer.snapshot });
    if (type === 'answer') connectIfBoth(peer);
  }

  function setRemote(peer: Peer, { type, sdp }: { type: string; sdp: string }): void {
    if (!/^m=audio \d+ \S+ \d/m.test(sdp)) fail('InvalidAccessError');
    if (type === 'answer') {
      if (peer.snapshot.signalingState !== 'have-local-offer') fail('InvalidStateError');
      change(peer, { signalingState: 'stable' });
    } else {
      // A remote offer takes back a local one by itself (RFC 8829 §4.1.8.2).
      change(peer, { signalingState: 'have-remote-offer' });
    }
    peer.remote = sdp;
    if (type === 'answer') connectIfBoth(peer);
  }

  function carryOut(request: MediaRequest): object {
    if (request.op === 'connection.close') {
      peers.delete(request.connectionId);
      return {};
    }
    if (!('connectionId' in request)) return {};
    const peer = ensure(request.connectionId);
    switch (request.op) {
      case 'connection.createOffer':
      case 'connection.createAnswer':
        peer.version += 1;
        if (request.op === 'connection.createOffer' && request.restartIce) peer.iceRestarts += 1;
        return {
          type: request.op === 'connection.createOffer' ? 'offer' : 'answer',
          sdp: audioSdp(request.direction, peer.version, peer.iceRestarts),
        };
      case 'connection.setLocalDescription':
        setLocal(peer, request.description);
        return {};
      case 'connection.setRemoteDescription':
        setRemote(peer, request.description);
        return {};
      case 'call.mute':
        return { muted: request.muted };
      default:
        return { microphone: 'ok' };
    }
  }

  return {
    requests,
    tell: emit,
    isOpen: (connectionId) => peers.has(connectionId),
    report: emit,
    link: {
      alive: true,
      onEvent(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      async request<Op extends MediaOp>(
        request: Extract<MediaRequest, { op: Op }>,
      ): Promise<MediaReply<Op>> {
        requests.push('direction' in request ? `${request.op} ${request.direction}` : request.op);
        await new Promise((resolve) => setImmediate(resolve));
        const of = () =>
          'connectionId' in request ? (peers.get(request.connectionId)?.snapshot ?? null) : null;
        try {
          const value = carryOut(request);
          return { ok: true, value, snapshot: of() } as MediaReply<Op>;
        } catch (error) {
          const { name, message } = error as Error;
          return { ok: false, error: { name, message }, snapshot: of() };
        }
      },
    },
  };
}
