import { createJsSip } from '#jssip';
import { createMicrophone } from '../../../src/media/microphone.ts';
import { createSoundMeter, type SoundMeter } from '../../../src/media/sound-meter.ts';
import { createRecordedAgent, type RecordedAgent } from './recorded-agent.ts';

/**
 * JsSIP as it is meant to be used, in a page with the browser's own WebRTC. It serves as the
 * first run of the contract suite, and, with a tone for a voice, as the far end of both runs.
 */
declare global {
  interface Window {
    agent: RecordedAgent;
    startAgent(options: StartOptions): Promise<void>;
  }
}

export type StartOptions = {
  readonly uri: string;
  readonly password: string;
  readonly server: string;
  /** The tone it says in hertz; null: what the microphone hears. */
  readonly toneHz: number | null;
};

const context = new AudioContext();
const microphone = createMicrophone();
microphone.choose({ deviceId: null, processing: false });

function tone(frequency: number): MediaStream {
  const destination = context.createMediaStreamDestination();
  const gain = new GainNode(context, { gain: 0.4 });
  const oscillator = new OscillatorNode(context, { frequency });
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  return destination.stream;
}

window.startAgent = async ({ uri, password, server, toneHz }) => {
  const meters = new WeakMap<RTCPeerConnection, SoundMeter>();
  window.agent = createRecordedAgent({
    jssip: createJsSip({
      window,
      navigator,
      RTCPeerConnection,
      RTCSessionDescription,
      MediaStream,
    }),
    uri,
    password,
    server,
    async callOptions() {
      const stream =
        toneHz === null ? new MediaStream([(await microphone.open()).track]) : tone(toneHz);
      return { mediaStream: stream, pcConfig: { iceServers: [] } };
    },
    async measure(session) {
      const { connection } = session;
      const track = connection.getReceivers()[0]?.track;
      if (track === undefined) return { heardHz: 0, heardLevel: 0 };
      let meter = meters.get(connection);
      if (meter === undefined) {
        // Chromium decodes a remote track only for an element that plays it.
        const element = new Audio();
        element.srcObject = new MediaStream([track]);
        void element.play();
        meter = createSoundMeter(context, track);
        meters.set(connection, meter);
        await new Promise((resolve) => setTimeout(resolve, 600));
      }
      const { frequencyHz, level } = meter.measure();
      return { heardHz: frequencyHz, heardLevel: level };
    },
  });
  await window.agent.register();
};
