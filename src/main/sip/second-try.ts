import { addressIn, splitList } from './header-syntax.ts';

/** How an INVITE of ours went out. */
export type Attempt = {
  /** A number, or a SIP URI. */
  readonly target: string;
  /** `Session-Expires` in seconds (RFC 4028); null for the library's own. */
  readonly sessionSeconds: number | null;
};

/** A final response to it, as far as it may have us try again. */
export type FinalAnswer = {
  readonly status: number;
  /** Values of its Contact headers. */
  readonly contacts: readonly string[];
  /** `Min-SE` in seconds. */
  readonly minimumSeconds: number | null;
};

const mostRedirections = 3;
const longestSessionSeconds = 7_200;

/**
 * The INVITE that follows a refused one, or null when the call is over.
 *
 * - 422: once more with the interval the server wants (RFC 4028 §7.3).
 * - 300, 301, 302, 305: RFC 3261 §8.1.3.4, within bounds. The agent asked for one number, and whether
 *   that may be called was checked for this number: a redirection may lead to another way to the
 *   same user, or to a name (a voicemail, a room), in the account's own domain; three times, nowhere
 *   twice. Anything else would let a stranger have us dial whom they like.
 */
export function nextAttempt(
  attempts: readonly [Attempt, ...Attempt[]],
  answer: FinalAnswer,
  domain: string,
): Attempt | null {
  const last = attempts.at(-1) ?? attempts[0];
  if (answer.status === 422) {
    const seconds = answer.minimumSeconds;
    if (seconds === null || last.sessionSeconds !== null || seconds > longestSessionSeconds)
      return null;
    return { ...last, sessionSeconds: seconds };
  }
  if (![300, 301, 302, 305].includes(answer.status)) return null;
  const tried = new Set(attempts.map(({ target }) => target));
  if (tried.size > mostRedirections) return null;
  const asked = userIn(attempts[0].target);
  const target = answer.contacts
    .flatMap(splitList)
    .map(addressIn)
    .find((uri) => uri !== null && !tried.has(uri) && mayFollow(uri, asked, domain));
  return target === undefined || target === null ? null : { ...last, target };
}

function mayFollow(uri: string, asked: string, domain: string): boolean {
  const [, user = '', host = ''] =
    /^sips?:([^@:;?]+)@([^:;?]+)(?::\d+)?(?:;[^?]*)?$/i.exec(uri) ?? [];
  if (host.toLowerCase() !== domain.toLowerCase()) return false;
  return user === asked || /[a-z]/i.test(user.replace(/%../g, ''));
}

function userIn(target: string): string {
  return /^sips?:([^@:;?]+)@/i.exec(target)?.[1] ?? target;
}
