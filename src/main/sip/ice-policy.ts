/** What the SIP library hands over with each candidate: `ready` sends the description as it is. */
export type CandidateOffer = { readonly candidate: string; ready(): void };

/** How long a description waits for something better than a host candidate. */
export const gatherMs = 200;

/**
 * Decides when a description has candidates enough (RFC 8445 §5.1.1 names their types). Without
 * ICE servers the first host candidate is all there will be. With servers: the first one they
 * reflect or relay, or after 200 ms whatever there is, because a dead STUN server would keep the
 * caller waiting for 40 s.
 *
 * @param after - Starts a timer and returns how to stop it.
 */
export function createIcePolicy(options: {
  readonly hasServers: boolean;
  after(milliseconds: number, run: () => void): () => void;
}): { offer(offer: CandidateOffer): void; stop(): void } {
  let stopTimer: (() => void) | null = null;
  return {
    offer({ candidate, ready }) {
      const type = /\btyp (host|srflx|prflx|relay)\b/.exec(candidate)?.[1];
      if (type === undefined) return;
      if (!options.hasServers || type !== 'host') {
        stopTimer?.();
        stopTimer = null;
        ready();
        return;
      }
      stopTimer ??= options.after(gatherMs, () => {
        stopTimer = null;
        ready();
      });
    },
    stop() {
      stopTimer?.();
      stopTimer = null;
    },
  };
}
