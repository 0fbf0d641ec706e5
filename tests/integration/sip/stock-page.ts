import { createJsSip } from '#jssip';
import { createMicrophone, type OpenMicrophone } from '../../../src/media/microphone.ts';
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
  /** ICE servers; then gathering is waited for, as the library does by itself. */
  readonly iceServers?: readonly { urls: string[]; username?: string; credential?: string }[];
};

const context = new AudioContext();
const microphone = createMicrophone();
const microphones: OpenMicrophone[] = [];
microphone.choose({ deviceId: null, processing: false });

function tone(frequency: number): MediaStream {
  const destination = context.createMediaStreamDestination();
  const gain = new GainNode(context, { gain: 0.4 });
  const oscillator = new OscillatorNode(context, { frequency });
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  return destination.stream;
}

type Ear = SoundMeter & { decibelsAt(hertz: number): number };
const noSound = { frequencyHz: 0, level: 0 };

/** How loud it is within three bins of a frequency. */
function listenTo(track: MediaStreamTrack): (hertz: number) => number {
  const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const bins = new Float32Array(analyser.frequencyBinCount);
  return (hertz) => {
    analyser.getFloatFrequencyData(bins);
    const middle = Math.round((hertz * analyser.fftSize) / context.sampleRate);
    return Math.max(...bins.subarray(middle - 3, middle + 4));
  };
}

window.startAgent = async ({ uri, password, server, toneHz, iceServers }) => {
  const meters = new WeakMap<RTCPeerConnection, Ear>();

  async function meterOf(connection: RTCPeerConnection): Promise<Ear | null> {
    const track = connection.getReceivers()[0]?.track;
    if (track === undefined) return null;
    const known = meters.get(connection);
    if (known !== undefined) return known;
    // Chromium decodes a remote track only for an element that plays it.
    const element = new Audio();
    element.srcObject = new MediaStream([track]);
    void element.play();
    const made = { ...createSoundMeter(context, track), decibelsAt: listenTo(track) };
    meters.set(connection, made);
    await new Promise((resolve) => setTimeout(resolve, 600));
    return made;
  }

  /** Two calls are up at most, and a browser has sixteen inputs. */
  async function microphoneStream(): Promise<MediaStream> {
    const opened = await microphone.open();
    microphones.push(opened);
    if (microphones.length > 2) microphones.shift()?.close();
    return new MediaStream([opened.track]);
  }

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
    waitsForGathering: iceServers !== undefined,
    async callOptions() {
      return {
        mediaStream: toneHz === null ? await microphoneStream() : tone(toneHz),
        pcConfig: { iceServers: (iceServers ?? []) as RTCIceServer[] },
      };
    },
    async measure(session) {
      const { frequencyHz, level } = (await meterOf(session.connection))?.measure() ?? noSound;
      return { heardHz: frequencyHz, heardLevel: level };
    },
    async decibelsAt(session, frequenciesHz) {
      const meter = await meterOf(session.connection);
      return frequenciesHz.map((hertz) => meter?.decibelsAt(hertz) ?? Number.NEGATIVE_INFINITY);
    },
  });
  await window.agent.register();
};
