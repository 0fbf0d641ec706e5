import type {
  AudioDirection,
  ConnectionSnapshot,
  IceServers,
  MediaEvent,
} from '../contract/ipc/media-api.ts';
import type { AudioOutput, Playing } from './audio-output.ts';
import type { Microphone, MicrophoneState, OpenMicrophone } from './microphone.ts';
import { setRedundancy } from './redundancy.ts';
import { createSoundMeter, type Sound, type SoundMeter } from './sound-meter.ts';
import { startStatistics } from './statistics-clock.ts';
import { mixVoices, type VoiceMix } from './voice-mix.ts';

export type ConnectionTools = {
  readonly microphone: Microphone;
  readonly output: AudioOutput;
  report(event: MediaEvent): void;
  /** The far end's track is there. */
  onRemote(): void;
};

/** One real peer connection with its microphone, its playing and its meters. */
export type Connection = {
  readonly peer: RTCPeerConnection;
  snapshot(): ConnectionSnapshot;
  /** Opens the microphone if it is not open yet. */
  openMicrophone(): Promise<MicrophoneState>;
  /** Sends the microphone, as soon as it is open. */
  addTrack(): void;
  setDirection(direction: AudioDirection): void;
  /** Sent is what the SIP library (`enable`) and the agent (`mute`) both allow. */
  enable(enabled: boolean): void;
  mute(muted: boolean): { muted: boolean };
  /** Another call talks: nothing of this one is played or sent, whatever else allows it. */
  silence(silent: boolean): void;
  /** The same, for a hold the far end has yet to hear of. */
  hush(hushed: boolean): void;
  /** What the far end says, once it is there. */
  remote(): MediaStreamTrack | null;
  /** From now on the far end hears this track beside the agent; null: the agent alone. */
  mixWith(other: MediaStreamTrack | null): void;
  /** Whether every packet's sound is sent twice from now on. */
  double(on: boolean): Promise<boolean>;
  insertDtmf(tones: string, durationMs: number, gapMs: number): boolean;
  measure(): { heard: Sound; sent: Sound };
  /** Opens the chosen microphone anew and sends it without renegotiation. */
  changeMicrophone(): Promise<void>;
  close(): void;
};

const levelsEveryMs = 250;
const noSound: Sound = { level: 0, frequencyHz: 0 };

export function createConnection(
  connectionId: string,
  iceServers: IceServers,
  tools: ConnectionTools,
): Connection {
  const { output, report } = tools;
  const peer = new RTCPeerConnection({
    iceServers: withoutUndefined(iceServers),
    iceCandidatePoolSize: 1,
  });
  let opening: Promise<OpenMicrophone> | null = null;
  let open: OpenMicrophone | null = null;
  let sender: RTCRtpSender | null = null;
  let enabled = true;
  let muted = false;
  let closed = false;
  let heardMeter: SoundMeter | null = null;
  let sentMeter: SoundMeter | null = null;
  let playing: Playing | null = null;
  let silent = false;
  let hushed = false;
  let remote: MediaStreamTrack | null = null;
  let mixedWith: MediaStreamTrack | null = null;
  let mix: VoiceMix | null = null;

  function snapshot(): ConnectionSnapshot {
    const local = peer.localDescription;
    return {
      connectionId,
      iceGatheringState: peer.iceGatheringState,
      iceConnectionState: peer.iceConnectionState,
      signalingState: peer.signalingState,
      localDescription:
        local === null || local.type === 'pranswer' ? null : { type: local.type, sdp: local.sdp },
    };
  }

  peer.addEventListener('icecandidate', ({ candidate }) => {
    report({
      event: 'icecandidate',
      candidate:
        candidate === null
          ? null
          : {
              candidate: candidate.candidate,
              sdpMid: candidate.sdpMid,
              sdpMLineIndex: candidate.sdpMLineIndex,
            },
      snapshot: snapshot(),
    });
  });
  peer.addEventListener('icegatheringstatechange', () => {
    report({ event: 'icegatheringstatechange', snapshot: snapshot() });
  });
  peer.addEventListener('iceconnectionstatechange', () => {
    report({ event: 'iceconnectionstatechange', snapshot: snapshot() });
  });
  peer.addEventListener('track', ({ track }) => {
    playing?.stop();
    heardMeter?.close();
    playing = output.play(new MediaStream([track]));
    playing.silence(isSilent());
    heardMeter = createSoundMeter(output.talk, track);
    remote = track;
    tools.onRemote();
  });
  const levels = setInterval(() => {
    if (heardMeter === null) return;
    const sent = isSending() ? (sentMeter?.level() ?? 0) : 0;
    const heard = isSilent() ? 0 : heardMeter.level();
    report({ event: 'levels', connectionId, heard, sent });
  }, levelsEveryMs);
  const stopStatistics = startStatistics({
    peer,
    around: () => ({
      connectionId,
      microphoneOpen: isSending(),
      microphoneLabel: open?.state === 'ok' ? open.track.label.slice(0, 300) : '',
    }),
    report,
    nowMs: () => performance.now(),
  });

  function isSilent(): boolean {
    return silent || hushed;
  }

  function isSending(): boolean {
    return open?.track.enabled === true;
  }

  function applyEnabled(): void {
    if (open !== null) open.track.enabled = enabled && !muted && !isSilent();
    if (mix !== null) mix.track.enabled = enabled && !isSilent();
  }

  async function microphone(): Promise<OpenMicrophone> {
    opening ??= tools.microphone.open();
    const opened = await opening;
    if (closed) opened.close();
    else if (open === null) await adopt(opened);
    return opened;
  }

  async function adopt(opened: OpenMicrophone): Promise<void> {
    open = opened;
    applyEnabled();
    sentMeter?.close();
    sentMeter = createSoundMeter(output.talk, opened.track);
    opened.track.addEventListener('ended', () => {
      if (open === opened && !closed) void changeMicrophone();
    });
    await send();
  }

  /** Puts on the wire what is to be heard there: the microphone, or a mix with it. */
  async function send(): Promise<void> {
    if (open === null || sender === null || closed) return;
    const before = mix;
    mix = mixedWith === null ? null : mixVoices(output.talk, open.track, mixedWith);
    applyEnabled();
    await sender.replaceTrack(mix?.track ?? open.track);
    before?.close();
  }

  async function changeMicrophone(): Promise<void> {
    if (opening === null) return;
    const before = await microphone();
    const opened = await tools.microphone.open();
    if (closed) {
      opened.close();
      return;
    }
    await adopt(opened);
    opening = Promise.resolve(opened);
    before.close();
    report({ event: 'microphone', connectionId, microphone: opened.state });
  }

  return {
    peer,
    snapshot,
    changeMicrophone,
    async openMicrophone() {
      return (await microphone()).state;
    },
    addTrack() {
      if (closed || sender !== null) return;
      // Nobody waits for a microphone to be offered or answered: it speaks up when it is open.
      const track = open?.track ?? silentTrack(output.talk);
      sender = peer.addTrack(track, new MediaStream([track]));
      if (open === null) void microphone();
      else if (mixedWith !== null) void send();
    },
    setDirection(direction) {
      const [transceiver] = peer.getTransceivers();
      if (transceiver !== undefined && transceiver.direction !== direction) {
        transceiver.direction = direction;
      }
    },
    enable(next) {
      enabled = next;
      applyEnabled();
    },
    mute(next) {
      muted = next;
      applyEnabled();
      return { muted: muted && !isSending() };
    },
    silence(next) {
      silent = next;
      playing?.silence(isSilent());
      applyEnabled();
    },
    hush(next) {
      hushed = next;
      playing?.silence(isSilent());
      applyEnabled();
    },
    remote: () => remote,
    mixWith(other) {
      if (mixedWith === other) return;
      mixedWith = other;
      void send();
    },
    async double(on) {
      return setRedundancy(peer, on);
    },
    insertDtmf(tones, durationMs, gapMs) {
      const dtmf = sender?.dtmf;
      if (dtmf === undefined || dtmf === null || !dtmf.canInsertDTMF) return false;
      dtmf.insertDTMF(dtmf.toneBuffer + tones, durationMs, gapMs);
      return true;
    },
    measure() {
      return {
        heard: isSilent() ? noSound : (heardMeter?.measure() ?? noSound),
        sent: isSending() ? (sentMeter?.measure() ?? noSound) : noSound,
      };
    },
    close() {
      if (closed) return;
      closed = true;
      clearInterval(levels);
      stopStatistics();
      playing?.stop();
      heardMeter?.close();
      sentMeter?.close();
      peer.close();
      mix?.close();
      open?.close();
    },
  };
}

/** A track that sends nothing: it holds the place of the microphone's in the description. */
function silentTrack(context: AudioContext): MediaStreamTrack {
  const [track] = context.createMediaStreamDestination().stream.getAudioTracks();
  if (track === undefined) throw new Error('a media stream destination has one audio track');
  return track;
}

/** `exactOptionalPropertyTypes`: an absent credential is absent, not undefined. */
function withoutUndefined(servers: IceServers): RTCIceServer[] {
  return servers.map(({ urls, username, credential }) => ({
    urls,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  }));
}
