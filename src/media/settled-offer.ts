/**
 * Makes things so on this side alone: an offer that is never sent, answered by what the far end said
 * last. No message, no new keys, no new candidates. It takes the place of an offer that is out.
 *
 * @param remoteSdp - What the far end said last, or that with changes.
 * @returns Whether the browser took it; if not, the offer is rolled back.
 */
export async function settle(peer: RTCPeerConnection, remoteSdp: string): Promise<boolean> {
  const { currentLocalDescription: local, currentRemoteDescription: remote } = peer;
  if (local === null || remote === null) return false;
  const answer = remote.type === 'answer' ? remoteSdp : asAnswer(remoteSdp, local.sdp);
  await peer.setLocalDescription(await peer.createOffer());
  try {
    await peer.setRemoteDescription({ type: 'answer', sdp: answer });
  } catch {
    await peer.setLocalDescription({ type: 'rollback' });
    return false;
  }
  return true;
}

/** What was an offer leaves the DTLS role open (RFC 8842 §5.2); as an answer it has the other one. */
export function asAnswer(sdp: string, localSdp: string): string {
  const ours = /^a=setup:(\S+)/m.exec(localSdp)?.[1];
  return sdp.replace(/^a=setup:\S+/gm, `a=setup:${ours === 'passive' ? 'active' : 'passive'}`);
}
