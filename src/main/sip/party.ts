import type { Party } from '../../domain/call/call.ts';

/** What is read of an INVITE; the library's `IncomingRequest` fits. */
export type InviteHeaders = {
  readonly from: { readonly display_name: string; readonly uri: { readonly user: string } };
  getHeader(name: string): string | undefined;
};

const longest = 200;
const longestId = 64;

/**
 * Who is calling: P-Asserted-Identity (RFC 3325, set by the PBX) before From, which anybody may
 * write. Everything is cut to a sane length and freed of control characters.
 */
export function partyOf(invite: InviteHeaders): Party {
  const asserted = /(?:"([^"]*)"\s*)?<(?:sips?|tel):([^@;>]+)/i.exec(
    invite.getHeader('P-Asserted-Identity') ?? '',
  );
  return {
    number: clean(decoded(asserted?.[2] ?? invite.from.uri.user)),
    displayName: clean(asserted?.[1] ?? invite.from.display_name),
    customerId: customerIdOf(invite.getHeader('X-Customer-Id')),
    queue: clean(invite.getHeader('X-Queue')),
    reason: clean(invite.getHeader('X-Reason')),
  };
}

/** An id that is longer than any record's names nobody; cut, it might name somebody else. */
function customerIdOf(text: string | undefined): string | null {
  const id = clean(text);
  return id !== null && id.length <= longestId ? id : null;
}

function decoded(user: string | undefined): string | undefined {
  if (user === undefined) return undefined;
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}

function clean(text: string | undefined): string | null {
  const plain = (text ?? '')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, longest);
  return plain === '' ? null : plain;
}
