import type { IceServers } from '../../contract/ipc/media-api.ts';

/**
 * Which ICE servers the next call is given, and how long its page has been gathering.
 *
 * On the same network as the server none are asked: what they say is of no use there, and the
 * description is complete at once.
 */
export type IceServersNow = {
  servers(): IceServers;
  /** The page begins to gather for that call. */
  prepared(callId: string): void;
  gatheredForMs(callId: string): number;
  forget(callId: string): void;
};

export function createIceServers(options: {
  /** As last provisioned: credentials for TURN come anew during a shift. */
  current(): IceServers;
  /** Address of the SIP server, as connected; null without a socket. */
  remoteAddress(): string | null;
  isNear(address: string): boolean;
  nowMs(): number;
}): IceServersNow {
  const preparedAtMs = new Map<string, number>();
  return {
    servers() {
      const address = options.remoteAddress();
      return address !== null && options.isNear(address) ? [] : options.current();
    },
    prepared(callId) {
      preparedAtMs.set(callId, options.nowMs());
    },
    gatheredForMs(callId) {
      const since = preparedAtMs.get(callId);
      return since === undefined ? 0 : options.nowMs() - since;
    },
    forget(callId) {
      preparedAtMs.delete(callId);
    },
  };
}

/**
 * Whether that address is of this machine or this network: loopback, RFC 1918, link-local
 * (RFC 3927, RFC 4291), unique local (RFC 4193).
 */
export function isNearAddress(address: string): boolean {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  const octets = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(plain);
  if (octets !== null) {
    const [first, second] = [Number(octets[1]), Number(octets[2])];
    if (first === 172) return second >= 16 && second <= 31;
    return (
      first === 10 ||
      first === 127 ||
      (first === 192 && second === 168) ||
      (first === 169 && second === 254)
    );
  }
  return plain === '::1' || /^f[cd]/.test(plain) || /^fe[89ab]/.test(plain);
}
