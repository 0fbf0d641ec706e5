import {
  MediaStream,
  usePCMU as pcmuCodec,
  RTCPeerConnection,
  RTCRtpCodecParameters,
} from 'werift';
import { createJsSip, type JsSip } from '#jssip';

/**
 * A peer connection of werift as the customers need it: PCMU and telephone events only, host
 * candidates only, the loopback address among them (werift leaves it out by itself).
 */
class CustomerPeerConnection extends RTCPeerConnection {
  constructor() {
    super({
      codecs: {
        audio: [
          pcmuCodec(),
          new RTCRtpCodecParameters({
            mimeType: 'audio/telephone-event',
            clockRate: 8000,
            channels: 1,
            payloadType: 101,
            parameters: '0-15',
          }),
        ],
        video: [],
      },
      iceServers: [],
      iceAdditionalHostAddresses: ['127.0.0.1'],
      iceUseIpv6: false,
      iceUseTcp: false,
    });
  }

  /** JsSIP gives null where a browser takes an absent argument. */
  override createOffer(options?: Parameters<RTCPeerConnection['createOffer']>[0] | null) {
    return super.createOffer(options ?? {});
  }

  /**
   * JsSIP ends a call with 408 at `failed`. A customer stays on the phone: the agent's side may
   * come back by a new path. Calls that stay without sound are ended by the customer's own rule.
   */
  override get iceConnectionState() {
    const state = super.iceConnectionState;
    return state === 'failed' ? 'disconnected' : state;
  }
}

/** As browsers have it: made of one object. (That of werift takes the parts.) */
class SessionDescription {
  readonly type: string;
  readonly sdp: string;
  constructor({ type, sdp }: { readonly type: string; readonly sdp: string }) {
    this.type = type;
    this.sdp = sdp;
  }
}

/** A JsSIP on werift: that of all simulated customers; tests have their agents on it too. */
export function createWeriftJsSip(): JsSip {
  return createJsSip({
    window: { RTCPeerConnection: CustomerPeerConnection },
    navigator: {},
    RTCPeerConnection: CustomerPeerConnection,
    RTCSessionDescription: SessionDescription,
    MediaStream,
  });
}
