import { z } from 'zod';
import { defaultPbxProfile, type PbxProfile } from '../../domain/pbx/pbx-profile.ts';

/** A header's name (RFC 3261 §25.1 `token`). */
const headerName = z.string().regex(/^[A-Za-z0-9\-.!%*_+`'~]{1,64}$/);
const { headers } = defaultPbxProfile;

/** A field that is absent means what is right for most. */
export const pbxProfile = z.object({
  name: z.string().max(500).default(defaultPbxProfile.name),
  rebuiltMedia: z
    .enum(['replaces', 'replaces-or-reinvite', 'reinvite', 'end'])
    .default(defaultPbxProfile.rebuiltMedia),
  brokenPath: z.enum(['ice-restart', 'rebuild']).default(defaultPbxProfile.brokenPath),
  refreshAfterReconnect: z.boolean().default(defaultPbxProfile.refreshAfterReconnect),
  dtmf: z.enum(['rfc4733', 'info']).default(defaultPbxProfile.dtmf),
  refer: z.boolean().default(defaultPbxProfile.refer),
  conference: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('local') }),
      z.object({ kind: z.literal('room'), address: z.string().min(1).max(300) }),
    ])
    .default(defaultPbxProfile.conference),
  trustAssertedIdentity: z.boolean().default(defaultPbxProfile.trustAssertedIdentity),
  hideOwnNumber: z.boolean().default(defaultPbxProfile.hideOwnNumber),
  headers: z
    .object({
      customerId: headerName.default(headers.customerId),
      queue: headerName.default(headers.queue),
      reason: headerName.default(headers.reason),
    })
    .default(headers),
}) satisfies z.ZodType<PbxProfile>;
