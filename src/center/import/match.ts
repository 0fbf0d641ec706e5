import type { Finding } from '../../domain/campaign/lead-row.ts';
import { nameKey } from '../../domain/customer/person-name.ts';
import { blockedNumbers } from '../db/dnc.ts';
import { peopleOnNumbers } from '../db/known-people.ts';
import { customersInCampaign } from '../db/new-leads.ts';
import type { Db } from '../db/store.ts';
import { personKey } from './merge.ts';
import type { PlacedRow } from './reader/file.ts';

/** What the center's own records make of a row of a file. */
export type MatchedRow = PlacedRow & {
  /** The customer that the row's person is already; null for a new one. */
  readonly customerId: string | null;
  /** Whether the person gets a lead by this row. */
  readonly isNewLead: boolean;
  readonly blocked: boolean;
};

/**
 * Looks some rows up: who is a customer, who is in the campaign, who must not be called.
 *
 * @param taken - Customers whom earlier rows of this file brought into the campaign; added to.
 */
export async function matchRows(
  db: Db,
  organisationId: string,
  campaignId: string,
  rows: readonly PlacedRow[],
  taken: Set<string>,
): Promise<readonly MatchedRow[]> {
  const numbers = [...new Set(rows.flatMap(({ draft }) => (draft ? [draft.number] : [])))];
  const onNumbers = await peopleOnNumbers(db, organisationId, numbers);
  const customerIds = new Map(
    onNumbers.map((one) => [personKey(one.number, nameKey(one)), one.customerId]),
  );
  const inCampaign = await customersInCampaign(db, organisationId, campaignId, [
    ...customerIds.values(),
  ]);
  const blocked = await blockedNumbers(db, organisationId, campaignId, numbers);
  return rows.map((row): MatchedRow => {
    const { draft } = row;
    if (!draft) return { ...row, customerId: null, isNewLead: false, blocked: false };
    const customerId = customerIds.get(personKey(draft.number, draft.nameKey)) ?? null;
    const isKnown = customerId !== null && (inCampaign.has(customerId) || taken.has(customerId));
    if (customerId !== null) taken.add(customerId);
    const isBlocked = blocked.has(draft.number);
    const findings: Finding[] = [...row.findings];
    const value = draft.number;
    if (isKnown) findings.push({ code: 'already-in-campaign', column: '', value });
    else if (customerId) findings.push({ code: 'known-customer', column: '', value });
    if (isBlocked) findings.push({ code: 'blocked-number', column: '', value });
    return {
      ...row,
      outcome: customerId === null ? row.outcome : 'merged',
      findings,
      customerId,
      isNewLead: !isKnown,
      blocked: isBlocked,
    };
  });
}
