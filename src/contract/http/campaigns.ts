import { z } from 'zod';

const id = z.string().min(1).max(64);

/** A campaign as it stands: how far its people have come. */
export const campaignStanding = z.object({
  campaignId: id,
  name: z.string().max(500),
  direction: z.enum(['inbound', 'outbound']),
  /** Its leads by what became of them; leads of a list that is still coming are not counted. */
  leads: z.object({
    new: z.int().nonnegative(),
    called: z.int().nonnegative(),
    done: z.int().nonnegative(),
    'do-not-call': z.int().nonnegative(),
  }),
  /** Callbacks that were promised and not kept yet. */
  openCallbacks: z.int().nonnegative(),
  /** Conversations with a summary since the instant asked for. */
  conversations: z.int().nonnegative(),
  /** Milliseconds talked in these. */
  talkMs: z.number().nonnegative(),
});
export type CampaignStanding = z.infer<typeof campaignStanding>;

/** `GET /v1/campaigns?since=` (floor manager): every campaign, in the order of the provisioning. */
export const campaignsResponse = z.object({ campaigns: z.array(campaignStanding) });
