/** What one leg of a talk of three sends: the agent and the other leg, as one track. */
export type VoiceMix = {
  readonly track: MediaStreamTrack;
  close(): void;
};

/**
 * Mixes two tracks. Either may be disabled and is then silence in it: so a muted agent is silent
 * and the other leg is not.
 *
 * @param context - Must be running. A remote track has to be played somewhere: Chromium decodes
 * none that nothing plays.
 */
export function mixVoices(
  context: AudioContext,
  microphone: MediaStreamTrack,
  other: MediaStreamTrack,
): VoiceMix {
  const destination = context.createMediaStreamDestination();
  const sources = [microphone, other].map((track) => {
    const source = context.createMediaStreamSource(new MediaStream([track]));
    source.connect(destination);
    return source;
  });
  const [track] = destination.stream.getAudioTracks();
  if (track === undefined) throw new Error('a media stream destination has one audio track');
  return {
    track,
    close() {
      for (const source of sources) source.disconnect();
      track.stop();
    },
  };
}
