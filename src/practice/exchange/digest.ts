import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Digest access authentication (RFC 7616) as SIP uses it (RFC 3261 section 22, RFC 8760). */

/** The algorithms the exchange can ask for, by their names on the wire. */
export type DigestAlgorithm = 'MD5' | 'SHA-256';

const hashNames = { MD5: 'md5', 'SHA-256': 'sha256' } as const;

function hash(algorithm: DigestAlgorithm, text: string): string {
  return createHash(hashNames[algorithm]).update(text).digest('hex');
}

/** What a client puts into Authorization or Proxy-Authorization. */
export interface DigestCredentials {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly response: string;
  readonly algorithm: string;
  readonly qop: string;
  readonly cnonce: string;
  /** `nc` as 8 hexadecimal digits. */
  readonly nonceCount: string;
}

/** Reads the header; null where it is not Digest or lacks a part that is asked for. */
export function parseCredentials(header: string): DigestCredentials | null {
  if (!/^digest\s/i.test(header)) return null;
  const parts = new Map<string, string>();
  for (const match of header
    .slice(7)
    .matchAll(/([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/gi)) {
    const [, name = '', quoted, bare = ''] = match;
    parts.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare);
  }
  const part = (name: string) => parts.get(name) ?? '';
  const credentials = {
    username: part('username'),
    realm: part('realm'),
    nonce: part('nonce'),
    uri: part('uri'),
    response: part('response').toLowerCase(),
    algorithm: part('algorithm') || 'MD5',
    qop: part('qop'),
    cnonce: part('cnonce'),
    nonceCount: part('nc'),
  };
  const complete =
    credentials.username !== '' &&
    credentials.nonce !== '' &&
    credentials.response !== '' &&
    credentials.qop === 'auth' &&
    credentials.cnonce !== '' &&
    /^[0-9a-f]{8}$/i.test(credentials.nonceCount);
  return complete ? credentials : null;
}

/** The response a client must send for `qop=auth` (RFC 7616, section 3.4.1). */
export function digestResponse(
  algorithm: DigestAlgorithm,
  method: string,
  password: string,
  credentials: Omit<DigestCredentials, 'response' | 'algorithm' | 'qop'>,
): string {
  const { username, realm, nonce, uri, cnonce, nonceCount } = credentials;
  const first = hash(algorithm, `${username}:${realm}:${password}`);
  const second = hash(algorithm, `${method}:${uri}`);
  return hash(algorithm, `${first}:${nonce}:${nonceCount}:${cnonce}:auth:${second}`);
}

export type DigestVerdict = 'accepted' | 'stale' | 'refused';

export interface DigestGuard {
  /** The values of the WWW- or Proxy-Authenticate headers, best algorithm first. */
  challenges(options: { readonly stale: boolean }): readonly string[];
  /**
   * Whether these credentials prove the password. `stale`: they may, but the nonce is too old,
   * not of this guard, or used before: ask again. A password is compared in constant time.
   */
  verify(credentials: DigestCredentials, method: string, password: string): DigestVerdict;
}

export interface DigestGuardOptions {
  readonly realm: string;
  /** In the order they are offered (RFC 8760, section 2.3: the one liked best first). */
  readonly algorithms: readonly DigestAlgorithm[];
  readonly nonceLifetimeMs: number;
  readonly now: () => number;
}

/**
 * Makes and checks challenges for one connection. Nonces carry their time and are sealed, so
 * nothing need be kept for a client that never comes back; only the counters of used nonces
 * are, because a count may be used once.
 */
export function createDigestGuard(options: DigestGuardOptions): DigestGuard {
  const { realm, algorithms, nonceLifetimeMs, now } = options;
  const key = randomBytes(32);
  const usedCounts = new Map<string, number>();
  const seal = (time: string) => createHmac('sha256', key).update(time).digest('hex').slice(0, 32);

  function isFresh(nonce: string): boolean {
    const [time = '', mark = ''] = nonce.split('.');
    const age = now() - Number.parseInt(time, 36);
    return mark === seal(time) && age >= 0 && age <= nonceLifetimeMs;
  }

  return {
    challenges({ stale }) {
      const time = Math.floor(now()).toString(36);
      const nonce = `${time}.${seal(time)}`;
      return algorithms.map(
        (algorithm) =>
          `Digest realm="${realm}", nonce="${nonce}", algorithm=${algorithm}, qop="auth"${
            stale ? ', stale=true' : ''
          }`,
      );
    },
    verify(credentials, method, password) {
      const algorithm = algorithms.find((name) => name === credentials.algorithm.toUpperCase());
      if (algorithm === undefined || credentials.realm !== realm) return 'refused';
      const expected = Buffer.from(digestResponse(algorithm, method, password, credentials));
      const given = Buffer.from(credentials.response);
      if (expected.length !== given.length || !timingSafeEqual(expected, given)) return 'refused';
      if (!isFresh(credentials.nonce)) return 'stale';
      const count = Number.parseInt(credentials.nonceCount, 16);
      if (count <= (usedCounts.get(credentials.nonce) ?? 0)) return 'stale';
      usedCounts.set(credentials.nonce, count);
      for (const nonce of usedCounts.keys()) if (!isFresh(nonce)) usedCounts.delete(nonce);
      return 'accepted';
    },
  };
}
