import type { z } from 'zod';
import type { microphoneState } from '../contract/ipc/media-api.ts';

export type MicrophoneState = z.infer<typeof microphoneState>;

/** What one call sends: the microphone's track, or a silent one that stands in for it. */
export type OpenMicrophone = {
  readonly state: MicrophoneState;
  readonly track: MediaStreamTrack;
  close(): void;
};

export type MicrophoneChoice = { readonly deviceId: string | null; readonly processing: boolean };

export type Microphone = {
  /** Never fails: without a microphone the call is listen-only and the state says why. */
  open(): Promise<OpenMicrophone>;
  choose(choice: MicrophoneChoice): void;
};

/** A permission question nobody answers must not keep a caller waiting. */
const openTimeoutMs = 5_000;

export function createMicrophone(): Microphone {
  let choice: MicrophoneChoice = { deviceId: null, processing: true };
  return {
    choose(next) {
      choice = next;
    },
    async open() {
      try {
        const stream = await withinTime(navigator.mediaDevices.getUserMedia(constraints(choice)));
        const [track] = stream.getAudioTracks();
        if (track === undefined) return silent('failed');
        return { state: 'ok', track, close: () => track.stop() };
      } catch (error) {
        return silent(stateOf(error));
      }
    },
  };
}

function constraints({ deviceId, processing }: MicrophoneChoice): MediaStreamConstraints {
  return {
    audio: {
      echoCancellation: processing,
      noiseSuppression: processing,
      autoGainControl: processing,
      channelCount: 1,
      // Not `exact`: a headset that was unplugged falls back to what there is.
      ...(deviceId === null ? {} : { deviceId: { ideal: deviceId } }),
    },
  };
}

/** Names by Media Capture and Streams §10.2 (getUserMedia). */
function stateOf(error: unknown): MicrophoneState {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return 'failed';
}

/**
 * A real track that sends zeros, so that hold, DTMF and a later microphone need no special case.
 * The source matters: without one no packet leaves, and digits ride on packets.
 */
function silent(state: MicrophoneState): OpenMicrophone {
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  const zeros = new ConstantSourceNode(context, { offset: 0 });
  zeros.connect(destination);
  zeros.start();
  const [track] = destination.stream.getAudioTracks();
  if (track === undefined) throw new Error('a media stream destination has one audio track');
  return {
    state,
    track,
    close() {
      track.stop();
      void context.close();
    },
  };
}

function withinTime(stream: Promise<MediaStream>): Promise<MediaStream> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new DOMException('no answer', 'TimeoutError'));
      // Should it come after all, it must not stay open.
      void stream.then(
        (late) => {
          for (const track of late.getTracks()) track.stop();
        },
        () => undefined,
      );
    }, openTimeoutMs);
    stream.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
