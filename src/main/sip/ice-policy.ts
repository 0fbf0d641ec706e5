/** What the SIP library hands over with each candidate: `ready` sends the description as it is. */
export type CandidateOffer = { readonly candidate: string; ready(): void };

/** How long candidates are waited for, counted from the moment the page began to gather. */
export const gatherMs = 200;

/**
 * What was gathered while it rang is told in one go when the description is set; the last of it is
 * here this much after the first.
 */
export const burstMs = 15;

/**
 * Decides when a description has candidates enough (RFC 8445 §5.1.1 names their types). Without
 * ICE servers there are host candidates alone, one for each address of the computer (cable, Wi-Fi,
 * VPN, IPv6), which come together: the first may be the one that the PBX cannot reach. With servers:
 * the first one they reflect or relay, or whatever there is 200 ms after gathering began, because a
 * dead STUN server would keep the caller waiting for 40 s. A phone that rang has long passed that
 * moment.
 *
 * @param options.gatheredForMs - How long the page has gathered for this call by now.
 * @param options.after - Starts a timer and returns how to stop it.
 */
export function createIcePolicy(options: {
  readonly hasServers: boolean;
  gatheredForMs(): number;
  after(milliseconds: number, run: () => void): () => void;
}): { offer(offer: CandidateOffer): void; stop(): void } {
  let stopTimer: (() => void) | null = null;
  return {
    offer({ candidate, ready }) {
      const type = /\btyp (host|srflx|prflx|relay)\b/.exec(candidate)?.[1];
      if (type === undefined) return;
      if (type !== 'host') {
        stopTimer?.();
        stopTimer = null;
        ready();
        return;
      }
      const wantedMs = options.hasServers ? gatherMs - options.gatheredForMs() : burstMs;
      const leftMs = Math.max(burstMs, wantedMs);
      stopTimer ??= options.after(leftMs, () => {
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
