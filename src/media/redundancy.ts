/**
 * Sends the sound of each packet twice (RFC 2198), or no longer.
 *
 * Chromium sends redundantly when that format comes before the codec in the description of the far
 * end. Both were agreed on at the beginning, so the order is changed here alone: an offer that is
 * never sent, answered by what the far end said last, reordered. No message, no new keys, no new
 * candidates.
 *
 * @returns Whether redundancy is sent from now on; false as well when it was never agreed on.
 */
export async function setRedundancy(peer: RTCPeerConnection, on: boolean): Promise<boolean> {
  const { localDescription: local, remoteDescription: remote } = peer;
  if (peer.signalingState !== 'stable' || !local || !remote) return false;
  const reordered = reorder(remote.sdp, on);
  if (reordered === null || redundantFormat(local.sdp) === null) return false;
  const answer = remote.type === 'answer' ? reordered : asAnswer(reordered, local.sdp);
  await peer.setLocalDescription(await peer.createOffer());
  try {
    await peer.setRemoteDescription({ type: 'answer', sdp: answer });
  } catch {
    await peer.setLocalDescription({ type: 'rollback' });
    return false;
  }
  return on;
}

/** Payload type of `red` beside a 48 kHz codec; null when it is not there. */
export function redundantFormat(sdp: string): string | null {
  return /^a=rtpmap:(\d+) red\/48000/im.exec(sdp)?.[1] ?? null;
}

/** Puts the redundant format before all others of the audio line, or behind them. */
export function reorder(sdp: string, first: boolean): string | null {
  const format = redundantFormat(sdp);
  if (format === null) return null;
  return sdp.replace(/^(m=audio \d+ \S+) ([\d ]+)/m, (_line, head: string, formats: string) => {
    const others = formats
      .trim()
      .split(' ')
      .filter((one) => one !== format);
    return `${head} ${(first ? [format, ...others] : [...others, format]).join(' ')}`;
  });
}

/** What was an offer leaves the DTLS role open (RFC 8842 §5.2); as an answer it has the other one. */
export function asAnswer(sdp: string, localSdp: string): string {
  const ours = /^a=setup:(\S+)/m.exec(localSdp)?.[1];
  return sdp.replace(/^a=setup:\S+/gm, `a=setup:${ours === 'passive' ? 'active' : 'passive'}`);
}
