/** Where sound goes: talk to the headset, ringing to a device of its own if one is chosen. */
export type AudioOutput = {
  /** The context behind feedback tones and measuring; plays on the talk device. */
  readonly talk: AudioContext;
  readonly ringer: AudioContext;
  /** Plays a remote stream on the talk device until it is stopped. */
  play(stream: MediaStream): Playing;
  /** Moves everything, calls that are up included. Null is the system's device. */
  choose(speaker: string | null, ringer: string | null): Promise<void>;
};

export type Playing = { silence(silent: boolean): void; stop(): void };

/** `setSinkId` of contexts: Audio Output Devices API, not yet in TypeScript's DOM. */
type SinkContext = AudioContext & { setSinkId?(sinkId: string): Promise<void> };

export function createAudioOutput(): AudioOutput {
  const talk: SinkContext = new AudioContext({ latencyHint: 'interactive' });
  const ringer: SinkContext = new AudioContext();
  const elements = new Set<HTMLAudioElement>();
  let speakerId = '';
  return {
    talk,
    ringer,
    play(stream) {
      const element = new Audio();
      element.autoplay = true;
      element.srcObject = stream;
      elements.add(element);
      if (speakerId !== '') void element.setSinkId(speakerId).catch(playOnDefault(element));
      return {
        silence(silent) {
          element.muted = silent;
        },
        stop() {
          elements.delete(element);
          element.pause();
          element.srcObject = null;
        },
      };
    },
    async choose(speaker, ringerId) {
      speakerId = speaker ?? '';
      await Promise.all([
        talk.setSinkId?.(speakerId),
        ringer.setSinkId?.(ringerId ?? speakerId),
        ...[...elements].map((element) => element.setSinkId(speakerId)),
      ]);
    },
  };
}

/** A device that is gone: what there is is better than silence. */
function playOnDefault(element: HTMLAudioElement): () => Promise<void> {
  return () => element.setSinkId('');
}
