import { z } from 'zod';
import { lead } from '../record/campaign.ts';
import { customer } from '../record/customer.ts';
import { timelineEntry } from '../record/timeline.ts';

/** `GET /v1/customers?number=+15035550142`: everybody who is reached by that number. */
export const customersResponse = z.object({ customers: z.array(customer) });

/** `GET /v1/campaigns/:campaignId/leads`, by rank; `sequence` is the feed position it is true for. */
export const leadsResponse = z.object({
  leads: z.array(lead),
  sequence: z.int().nonnegative(),
});

/** One person a search has found: enough to tell people apart. */
export const customerHit = customer
  .pick({ id: true, name: true, phones: true, address: true, vip: true })
  .extend({ references: z.array(z.string().max(500)).max(5) });
export type CustomerHit = z.infer<typeof customerHit>;

/** The most people one search brings; whoever needs others searches for more letters. */
export const mostHits = 20;

/** `GET /v1/customers?search=nguyen%20ha`: the best first; never a list of everybody. */
export const customerHits = z.object({
  hits: z.array(customerHit).max(mostHits),
  /** There are more than these. */
  more: z.boolean(),
});
export type CustomerHits = z.infer<typeof customerHits>;

/** The entries of one page of a customer's history. */
export const timelinePageSize = 50;

/**
 * `GET /v1/customers/:customerId/history?before=&kinds=&search=`, newest first. `next` is the
 * `before` of the next page, null on the last.
 */
export const timelinePage = z.object({
  entries: z.array(timelineEntry).max(200),
  next: z.string().max(200).nullable(),
});
export type TimelinePage = z.infer<typeof timelinePage>;
