import {
  MediaStream,
  usePCMU as pcmuCodec,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RTCSessionDescription,
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

  /**
   * JsSIP ends a call with 408 at `failed`. A customer stays on the phone: the agent's side may
   * come back by a new path. Calls that stay without sound are ended by the customer's own rule.
   */
  override get iceConnectionState() {
    const state = super.iceConnectionState;
    return state === 'failed' ? 'disconnected' : state;
  }
}

/** The JsSIP of all simulated customers, on werift. */
export function createCustomerJsSip(): JsSip {
  return createJsSip({
    window: { RTCPeerConnection: CustomerPeerConnection },
    navigator: {},
    RTCPeerConnection: CustomerPeerConnection,
    RTCSessionDescription,
    MediaStream,
  });
}
