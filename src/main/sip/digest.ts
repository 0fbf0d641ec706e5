import { createHash } from 'node:crypto';

/** Algorithms we can answer, best first (RFC 8760 §2.4), with Node's names for them. */
const algorithms = [
  ['SHA-512-256', 'sha512-256'],
  ['SHA-256', 'sha256'],
  ['MD5', 'md5'],
] as const;
type Algorithm = (typeof algorithms)[number][0];

export type DigestRewriter = {
  /** A message on its way in: the library gets one challenge, and one that it knows. */
  incoming(message: string): string;
  /** A message on its way out: the library's answer becomes the one that was asked for. */
  outgoing(message: string): string;
};

/**
 * Digest authentication by RFC 8760 around a library that knows MD5 and the first challenge only.
 * Of several challenges the strongest is kept and shown to the library as MD5; its answer is then
 * computed anew with the algorithm the server named.
 */
export function createDigestRewriter(credentials: {
  readonly user: string;
  readonly password: string;
}): DigestRewriter {
  const algorithmOf = new Map<string, Algorithm>();

  return {
    incoming(message) {
      if (!/^SIP\/2\.0 40[17] /.test(message)) return message;
      const [head = '', ...body] = message.split('\r\n\r\n');
      const lines = head.split('\r\n');
      const challenges = lines.filter((line) => challengeLine.test(line));
      const best = strongest(challenges);
      if (best === null) return message;
      remember(algorithmOf, parameter(best.line, 'nonce') ?? '', best.algorithm);
      const kept = lines.flatMap((line) => {
        if (!challengeLine.test(line)) return [line];
        return line === best.line ? [asMd5(line)] : [];
      });
      return [kept.join('\r\n'), ...body].join('\r\n\r\n');
    },
    outgoing(message) {
      return message.replace(/^((?:Proxy-)?Authorization: Digest )(.*)$/im, (line, name, value) => {
        const algorithm = algorithmOf.get(parameter(value, 'nonce') ?? '');
        if (algorithm === undefined || algorithm === 'MD5') return line;
        const method = /^[A-Z]+/.exec(message)?.[0] ?? '';
        const response = respond(algorithm, credentials, method, value);
        return `${name}${value
          .replace(/algorithm=MD5/i, `algorithm=${algorithm}`)
          .replace(/response="[^"]*"/i, `response="${response}"`)}`;
      });
    },
  };
}

const challengeLine = /^(www|proxy)-authenticate:\s*digest\s/i;
const mostNonces = 64;

/** RFC 7616 §3.4.1, for `qop=auth` and for none. */
function respond(
  algorithm: Algorithm,
  { user, password }: { readonly user: string; readonly password: string },
  method: string,
  value: string,
): string {
  const name = algorithms.find(([known]) => known === algorithm)?.[1] ?? 'md5';
  const hash = (text: string) => createHash(name).update(text).digest('hex');
  const of = (key: string) => parameter(value, key) ?? '';
  const ha1 = hash(`${user}:${of('realm')}:${password}`);
  const ha2 = hash(`${method}:${of('uri')}`);
  const qop = of('qop');
  return qop === ''
    ? hash(`${ha1}:${of('nonce')}:${ha2}`)
    : hash(`${ha1}:${of('nonce')}:${of('nc')}:${of('cnonce')}:${qop}:${ha2}`);
}

function strongest(lines: readonly string[]): { line: string; algorithm: Algorithm } | null {
  for (const [algorithm] of algorithms) {
    const line = lines.find(
      (candidate) =>
        (parameter(candidate, 'algorithm') ?? 'MD5').toUpperCase() === algorithm &&
        parameter(candidate, 'nonce') !== null,
    );
    if (line !== undefined) return { line, algorithm };
  }
  return null;
}

/** `auth-int` would hash the body with the wrong algorithm; `auth` is offered beside it. */
function asMd5(line: string): string {
  const md5 = line.replace(/algorithm="?[^",\s]+"?/i, 'algorithm=MD5');
  return /qop="[^"]*\bauth\b(?!-)[^"]*"/i.test(md5)
    ? md5.replace(/qop="[^"]*"/i, 'qop="auth"')
    : md5;
}

function parameter(line: string, name: string): string | null {
  const match = new RegExp(`(?:^|[\\s,])${name}=(?:"([^"]*)"|([^",\\s]+))`, 'i').exec(line);
  return match === null ? null : (match[1] ?? match[2] ?? '');
}

function remember(nonces: Map<string, Algorithm>, nonce: string, algorithm: Algorithm): void {
  nonces.set(nonce, algorithm);
  const [oldest] = nonces.keys();
  if (nonces.size > mostNonces && oldest !== undefined) nonces.delete(oldest);
}
