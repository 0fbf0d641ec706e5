import type { NotReadyReason } from '../../domain/agent-state/agent-state.ts';
import type { Center } from '../center.ts';
import { type AuditAction, recordAudit } from '../db/audit.ts';
import { type CenterCampaign, putCampaign, readCampaigns, scriptExists } from '../db/campaigns.ts';
import { appendToFeed, writeInTurn } from '../db/feed.ts';
import { putNotReadyReasons } from '../db/not-ready-reasons.ts';
import { setOrganisation } from '../db/organisation.ts';
import type { Db } from '../db/store.ts';

/** As many as a provisioning holds. */
const mostCampaigns = 200;

/** A center that serves, or a store beside one: what is written here is told to desks. */
export type Written = Pick<Center, 'db' | 'organisationId' | 'now' | 'feedMoved'>;

/**
 * Writes a campaign in place of the one with its id, or after the others, and tells the desks.
 *
 * @returns what is wrong with it; null when it was written.
 */
export function storeCampaign(center: Written, campaign: CenterCampaign): Promise<string | null> {
  const { organisationId } = center;
  const { id, scriptId } = campaign;
  const entry = { action: 'campaign-written', subject: id, detail: { scriptId } } as const;
  return writeProvisioned(center, entry, async (transaction) => {
    const known = await readCampaigns(transaction, organisationId);
    const place = known.findIndex((one) => one.id === id);
    if (place < 0 && known.length >= mostCampaigns) {
      return `A center has at most ${mostCampaigns} campaigns.`;
    }
    if (!(await scriptExists(transaction, organisationId, scriptId))) {
      return `scriptId: there is no script "${scriptId}". Put it first: script put FILE.`;
    }
    const position = place < 0 ? known.length : place;
    await putCampaign(transaction, organisationId, campaign, position);
    return null;
  });
}

/** Puts these reasons for not being ready in place of those there were, and tells the desks. */
export async function storeReasons(
  center: Written,
  reasons: readonly NotReadyReason[],
): Promise<void> {
  const detail = { ids: reasons.map(({ id }) => id) };
  const entry = { action: 'not-ready-reasons-written', subject: '', detail } as const;
  await writeProvisioned(center, entry, async (transaction) => {
    await putNotReadyReasons(transaction, center.organisationId, reasons);
    return null;
  });
}

/** Gives the organisation another name or country, whichever is named, and tells the desks. */
export async function storeOrganisation(
  center: Written,
  given: { readonly name?: string | undefined; readonly country?: string | undefined },
): Promise<void> {
  const entry = { action: 'organisation-written', subject: '', detail: { ...given } } as const;
  await writeProvisioned(center, entry, async (transaction) => {
    await setOrganisation(transaction, center.organisationId, given);
    return null;
  });
}

/** One transaction with its audit and its place in the feed; nothing of it when it is refused. */
export async function writeProvisioned(
  center: Written,
  entry: {
    readonly action: AuditAction;
    readonly subject: string;
    readonly detail: Readonly<Record<string, unknown>>;
  },
  work: (transaction: Db) => Promise<string | null>,
): Promise<string | null> {
  const { organisationId } = center;
  const refusal = await writeInTurn(center.db, organisationId, async (transaction) => {
    const refused = await work(transaction);
    if (refused !== null) return refused;
    await recordAudit(transaction, organisationId, { atMs: center.now(), userId: null, ...entry });
    await appendToFeed(transaction, organisationId, [{ kind: 'provisioning', subject: '' }]);
    return null;
  });
  if (refusal === null) center.feedMoved();
  return refusal;
}
