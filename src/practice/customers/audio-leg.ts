import { randomInt } from 'node:crypto';
import {
  MediaStream,
  MediaStreamTrack,
  type RTCPeerConnection,
  RtpHeader,
  RtpPacket,
} from 'werift';
import { decodePcmu } from '../../domain/audio/pcmu.ts';
import { parseTelephoneEvent } from '../../domain/audio/telephone-event.ts';

/** The audio of one SIP session of a customer: RTP out and in. */
export interface AudioLeg {
  /** What JsSIP gets as the microphone. */
  readonly stream: MediaStream;
  /** Reads what the peer connection receives; to be called when JsSIP has made it. */
  attach(connection: RTCPeerConnection, listener: AudioLegListener): void;
  /** Sends 20 ms: 160 µ-law bytes; null is a pause on the wire in which the clock runs on. */
  send(frame: Uint8Array | null): void;
  close(): void;
}

export interface AudioLegListener {
  /** What one packet carried, as 16-bit samples, 8000 a second. */
  onSound(samples: Int16Array): void;
  /** A key the agent pressed (RFC 4733); once for each press. */
  onDigit(digit: string): void;
}

const pcmuPayloadType = 0;
const ticksPerFrame = 160;

export function createAudioLeg(): AudioLeg {
  const track = new MediaStreamTrack({ kind: 'audio' });
  let sequenceNumber = randomInt(0x1_0000);
  let timestamp = randomInt(0x1_0000_0000 - 1);
  let afterPause = true;
  let lastDigitTimestamp = -1;

  function receive({ header, payload }: RtpPacket, listener: AudioLegListener): void {
    if (header.payloadType === pcmuPayloadType) {
      listener.onSound(decodePcmu(payload));
      return;
    }
    // The packets of one press have one timestamp (RFC 4733, section 2.2).
    const event = parseTelephoneEvent(payload);
    if (event === null || header.timestamp === lastDigitTimestamp) return;
    lastDigitTimestamp = header.timestamp;
    listener.onDigit(event.digit);
  }

  return {
    stream: new MediaStream([track]),
    attach(connection, listener) {
      connection.onTrack.subscribe((remote) => {
        remote.onReceiveRtp.subscribe((packet) => receive(packet, listener));
      });
    },
    send(frame) {
      timestamp = (timestamp + ticksPerFrame) % 0x1_0000_0000;
      if (frame === null || track.stopped) {
        afterPause = true;
        return;
      }
      sequenceNumber = (sequenceNumber + 1) % 0x1_0000;
      const header = new RtpHeader({
        payloadType: pcmuPayloadType,
        sequenceNumber,
        timestamp,
        marker: afterPause,
      });
      afterPause = false;
      track.writeRtp(new RtpPacket(header, Buffer.from(frame)));
    },
    close() {
      if (!track.stopped) track.stop();
    },
  };
}
