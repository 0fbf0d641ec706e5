import type { SignInProblem } from '../../contract/ipc/desk-snapshot.ts';

// `localhost` is a name and may be resolved to anything: only literals speak plain http.
const loopback = new Set(['127.0.0.1', '[::1]']);

/**
 * What the agent typed as the center's address, as a base URL without a slash at its end. A bare
 * host name means https; plain http is accepted for loopback literals only, because a password
 * would travel readable anywhere else.
 */
export function centerAddress(
  typed: string,
): { ok: true; base: string } | { ok: false; problem: SignInProblem } {
  const address = typed.trim();
  const refused = { ok: false as const, problem: { kind: 'address-refused' as const, address } };
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(withScheme)) return refused;
  const url = new URL(withScheme);
  if (url.username !== '' || url.password !== '' || url.hostname === '') return refused;
  const isLiteral = loopback.has(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLiteral)) return refused;
  const path = url.pathname.replace(/\/+$/, '');
  return { ok: true, base: `${url.protocol}//${url.host}${path}` };
}

/** The sync socket of a center. */
export function syncUrl(base: string): string {
  return `${base.replace(/^http/, 'ws')}/sync`;
}
