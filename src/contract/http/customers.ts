import { z } from 'zod';
import { lead } from '../record/campaign.ts';
import { customer } from '../record/customer.ts';

/** `GET /v1/customers?number=+15035550142`: everybody who is reached by that number. */
export const customersResponse = z.object({ customers: z.array(customer) });

/** `GET /v1/campaigns/:campaignId/leads`, by rank; `sequence` is the feed position it is true for. */
export const leadsResponse = z.object({
  leads: z.array(lead),
  sequence: z.int().nonnegative(),
});
