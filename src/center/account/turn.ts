import { createHmac } from 'node:crypto';
import type { Provisioning } from '../../contract/record/provisioning.ts';

/** A TURN server that shares a secret with the center. */
export type Turn = {
  /** `turn:host:3478?transport=udp`, `turns:host:5349`; `stun:` ones are handed on without credentials. */
  readonly urls: readonly string[];
  readonly secret: string;
  /** How long credentials are good for; they are handed out anew in half that time. */
  readonly seconds: number;
};

type IceServers = Provisioning['sip']['iceServers'];

/**
 * The servers with credentials for one person: the user name is the Unix time it ends at and whose
 * it is, the password the base64 HMAC-SHA1 of that (draft-uberti-behave-turn-rest-00; what coturn
 * calls `use-auth-secret`). The TURN server asks nobody, and what is stolen is soon worth nothing.
 */
export function turnServersFor(turn: Turn, userId: string, nowMs: number): IceServers {
  const username = `${Math.floor(nowMs / 1_000) + turn.seconds}:${userId}`;
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64');
  const stun = turn.urls.filter((url) => url.startsWith('stun'));
  const relays = turn.urls.filter((url) => url.startsWith('turn'));
  return [
    ...(stun.length === 0 ? [] : [{ urls: stun }]),
    ...(relays.length === 0 ? [] : [{ urls: relays, username, credential }]),
  ];
}
