import type { JsSipEnvironment } from '#jssip';
import type { MediaLink } from '../../media/media-link.ts';
import { FacadeStream } from './media-stream.ts';
import { type FacadeConfiguration, FacadePeerConnection } from './peer-connection.ts';

/** The objects JsSIP is bound to in main, all made of one link to the media page. */
export function createFacade(link: MediaLink): JsSipEnvironment {
  class RTCPeerConnection extends FacadePeerConnection {
    constructor(configuration: FacadeConfiguration) {
      super(link, configuration);
    }
  }
  return {
    window: { RTCPeerConnection },
    // Never touched: every call is given a stream.
    navigator: {},
    RTCPeerConnection,
    RTCSessionDescription: FacadeSessionDescription,
    MediaStream: FacadeStream,
  };
}

class FacadeSessionDescription {
  readonly type: string;
  readonly sdp: string;
  constructor(init: { type: string; sdp: string }) {
    this.type = init.type;
    this.sdp = init.sdp;
  }
}
