import { settle } from './settled-offer.ts';

/**
 * Sends the sound of each packet twice (RFC 2198), or no longer.
 *
 * Chromium sends redundantly when that format comes before the codec in the description of the far
 * end. Both were agreed on at the beginning, so the order is changed here alone.
 *
 * @returns Whether redundancy is sent from now on; false as well when it was never agreed on.
 */
export async function setRedundancy(peer: RTCPeerConnection, on: boolean): Promise<boolean> {
  const { localDescription: local, remoteDescription: remote } = peer;
  if (peer.signalingState !== 'stable' || !local || !remote) return false;
  const reordered = reorder(remote.sdp, on);
  if (reordered === null || redundantFormat(local.sdp) === null) return false;
  if (reordered === remote.sdp) return on;
  return (await settle(peer, reordered)) ? on : false;
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
