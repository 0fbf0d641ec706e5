import type { Caller } from '../account/account.ts';
import type { Center } from '../center.ts';
import { finishComing, insertComingList, insertFillings, insertReports } from '../db/lead-lists.ts';
import { insertCustomers, type NewCustomer } from '../db/new-customer.ts';
import { analyzePeople, insertLeads, type NewLead } from '../db/new-leads.ts';
import type { PlacedDraft } from '../db/schema.ts';
import { uuidV7 } from '../uuid.ts';
import { inReport } from './advice.ts';
import { abandon, discard } from './finish.ts';
import { type MatchedRow, matchRows } from './match.ts';
import type { Reader } from './reader/reader.ts';
import { listsUnderWay } from './under-way.ts';

export type NewList = {
  readonly campaignId: string;
  readonly name: string;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
};

/** A transaction of the embedded store keeps everybody else waiting: none may last this long. */
const longestStepMs = 120;
const fewestRows = 25;
const mostRows = 500;

/**
 * Stores a list that was read, in many short transactions that nobody sees, and then shows it all
 * at once. When it throws or is cancelled, nothing of the list is left.
 *
 * @returns the list's id, or null when it was cancelled.
 */
export async function storeList(
  center: Center,
  caller: Caller,
  list: NewList,
  reader: Reader,
  options: {
    readonly total: number;
    readonly onProgress: (done: number) => void;
    readonly onRows: (rows: readonly MatchedRow[]) => void;
    readonly isCancelled: () => boolean;
  },
): Promise<string | null> {
  const { organisationId, userId } = caller;
  const leadListId = uuidV7(center.now());
  const underWay = listsUnderWay(center).add(leadListId);
  const statistics = createStatistics(center);
  const taken = new Set<string>();
  try {
    await insertComingList(center.db, organisationId, {
      ...list,
      id: leadListId,
      importedAtMs: center.now(),
      importedBy: userId,
    });
    let size = 100;
    for (let from = 0; from < options.total; ) {
      if (options.isCancelled()) {
        await discard(center, leadListId);
        return null;
      }
      const rows = await reader.slice(from, size);
      if (rows.length === 0) break;
      const startedMs = performance.now();
      const matched = await storeRows(center, organisationId, leadListId, list, rows, taken);
      const tookMs = performance.now() - startedMs;
      options.onRows(matched);
      from += rows.length;
      options.onProgress(from);
      const fit = Math.round((size * longestStepMs) / 2 / Math.max(tookMs, 1));
      size = Math.max(fewestRows, Math.min(mostRows, size * 2, fit));
      await statistics.wrote(from);
    }
    const cancelled = options.isCancelled();
    if (!cancelled) await finishComing(center.db, caller, leadListId, center.now());
    else await discard(center, leadListId);
    if (cancelled) return null;
  } catch (error) {
    await abandon(center, leadListId);
    throw error;
  } finally {
    underWay.delete(leadListId);
  }
  return leadListId;
}

async function storeRows(
  center: Center,
  organisationId: string,
  leadListId: string,
  { campaignId }: NewList,
  rows: Awaited<ReturnType<Reader['slice']>>,
  taken: Set<string>,
): Promise<readonly MatchedRow[]> {
  const nowMs = center.now();
  return center.db.transaction().execute(async (transaction) => {
    const matched = await matchRows(transaction, organisationId, campaignId, rows, taken);
    const customers: NewCustomer[] = [];
    const leads: NewLead[] = [];
    const fillings: { row: number; customerId: string; draft: PlacedDraft }[] = [];
    // In the order of the file, also within one millisecond.
    const ids = matched.map(() => uuidV7(nowMs)).sort();
    for (const [place, { row, draft, customerId, isNewLead, blocked }] of matched.entries()) {
      if (!draft) continue;
      const customer = customerId === null ? newCustomer(draft, nowMs) : null;
      if (customer) customers.push(customer);
      else if (customerId) fillings.push({ row, customerId, draft });
      const owner = customer?.id ?? customerId;
      if (!owner || !isNewLead) continue;
      const { number, why, detail, rank } = draft;
      const status = blocked ? 'do-not-call' : 'new';
      leads.push({ id: ids[place] ?? '', customerId: owner, number, why, detail, rank, status });
    }
    await insertCustomers(transaction, organisationId, customers, nowMs, leadListId);
    await insertLeads(transaction, organisationId, { campaignId, leadListId, nowMs }, leads);
    await insertFillings(transaction, organisationId, leadListId, fillings);
    const reports = matched.map(({ row, outcome, findings }) => ({
      row,
      outcome,
      findings: inReport(findings),
    }));
    await insertReports(transaction, organisationId, leadListId, reports);
    return matched;
  });
}

/**
 * The checks of what points at a customer were planned when there was little: many new rows make
 * them read the whole table each time, unless the planner hears of it.
 */
function createStatistics(center: Center) {
  let next = 1_000;
  return {
    async wrote(rows: number): Promise<void> {
      if (rows < next) return;
      next *= 8;
      await analyzePeople(center.db);
    },
  };
}

function newCustomer(draft: PlacedDraft, nowMs: number): NewCustomer {
  return {
    id: uuidV7(nowMs),
    name: { ...draft.name, say: '' },
    language: '',
    phones: draft.phones,
    email: draft.email,
    address: draft.address,
    timeZone: draft.timeZone,
    vip: false,
    note: '',
    history: [],
    orders: [],
    tickets: [],
    promises: [],
  };
}
