import type { Party } from '../../domain/call/call.ts';
import { shownName } from '../../domain/customer/shown-name.ts';
import { defaultPbxProfile, type PbxProfile } from '../../domain/pbx/pbx-profile.ts';

/** What is read of an INVITE; the library's `IncomingRequest` fits. */
export type InviteHeaders = {
  readonly from: {
    readonly display_name: string;
    readonly uri: { readonly user: string; readonly host?: string };
  };
  getHeader(name: string): string | undefined;
};

const longest = 200;
const longestId = 64;

/**
 * Who is calling: P-Asserted-Identity (RFC 3325, set by the PBX) before From, which anybody may
 * write, where the PBX is known to set it. Who asked for privacy stays unnamed, whatever the PBX
 * let through. Everything is cut to a sane length and freed of what is not seen and changes what is.
 */
export function partyOf(invite: InviteHeaders, pbx: PbxProfile = defaultPbxProfile): Party {
  const { headers } = pbx;
  const facts = {
    customerId: customerIdOf(invite.getHeader(headers.customerId)),
    queue: clean(invite.getHeader(headers.queue)),
    reason: clean(invite.getHeader(headers.reason)),
  };
  const asserted = pbx.trustAssertedIdentity
    ? /(?:"([^"]*)"\s*)?<(?:sips?|tel):([^@;>]+)/i.exec(
        invite.getHeader('P-Asserted-Identity') ?? '',
      )
    : null;
  if (isPrivate(invite, asserted !== null)) {
    return { number: null, displayName: null, ...facts, anonymous: true };
  }
  return {
    number: clean(decoded(asserted?.[2] ?? invite.from.uri.user)),
    displayName: clean(asserted?.[1] ?? invite.from.display_name),
    ...facts,
  };
}

/** RFC 3323 §4.2: what a caller asks for; §4.1.1.3: how an anonymous From looks. */
function isPrivate(invite: InviteHeaders, isAsserted: boolean): boolean {
  const asked = (invite.getHeader('Privacy') ?? '').toLowerCase().split(/[;,]/);
  if (asked.some((value) => ['id', 'user', 'header'].includes(value.trim()))) return true;
  if (isAsserted) return false;
  const { user, host } = invite.from.uri;
  const isUser = /^(?:anonymous|restricted)$/i.test(user ?? '');
  return isUser || /\banonymous\.invalid$/i.test(host ?? '');
}

/**
 * What a call of ours says about who we are. The number is kept from the called by the PBX, which
 * is asked to (`Privacy: id`, RFC 3323); From stays, for the PBX knows us by it.
 */
export function identityHeaders(addressOfRecord: string, { hideOwnNumber }: PbxProfile): string[] {
  return hideOwnNumber ? [`P-Preferred-Identity: <${addressOfRecord}>`, 'Privacy: id'] : [];
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
  const plain = shownName(text ?? '')
    .trim()
    .slice(0, longest);
  return plain === '' ? null : plain;
}
