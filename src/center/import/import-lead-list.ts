import { createHash } from 'node:crypto';
import type { ImportReport, RowReport } from '../../contract/http/lead-list.ts';
import type { Problem } from '../../contract/http/problem.ts';
import type { Finding, LeadDraft } from '../../domain/campaign/lead-row.ts';
import { nameKey } from '../../domain/customer/person-name.ts';
import type { Caller } from '../account/account.ts';
import type { Center } from '../center.ts';
import { recordAudit } from '../db/audit.ts';
import { blockedNumbers } from '../db/dnc.ts';
import { appendToFeed, type FeedEvent, writeInTurn } from '../db/feed.ts';
import { fillCustomers, peopleOnNumbers } from '../db/known-people.ts';
import { insertLeadList, readReport } from '../db/lead-lists.ts';
import { insertCustomers, type NewCustomer } from '../db/new-customer.ts';
import { customersInCampaign, insertLeads, type NewLead } from '../db/new-leads.ts';
import type { Db } from '../db/store.ts';
import { problem } from '../http/problem.ts';
import { timeZoneOf } from '../place/time-zone.ts';
import { uuidV7 } from '../uuid.ts';
import { inReport } from './advice.ts';
import { type MergedList, type MergedRow, mergeRows, personKey } from './merge.ts';
import { readLeadFile } from './read-file.ts';

export type ImportOutcome =
  | { readonly ok: true; readonly report: ImportReport }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Imports a lead file into a campaign. A file that cannot be used imports nothing and says why;
 * otherwise everything that can be imported is, in one transaction with the report of each row.
 */
export async function importLeadList(
  center: Center,
  caller: Caller,
  list: { readonly campaignId: string; readonly name: string; readonly content: Buffer },
): Promise<ImportOutcome> {
  const reading = await readLeadFile(list.content);
  if (!reading.ok) {
    return { ok: false, problem: problem('unsupported-format', reading.detail) };
  }
  const merged = mergeRows(reading.rows);
  const nowMs = center.now();
  const leadListId = uuidV7(nowMs);
  await writeInTurn(center.db, caller.organisationId, async (transaction) => {
    const known = await matchKnown(transaction, caller.organisationId, list.campaignId, merged);
    await store(transaction, caller, { ...list, leadListId, nowMs, merged, known });
  });
  center.feedMoved();
  const report = await readReport(center.db, caller.organisationId, leadListId);
  if (!report) throw new Error('an imported list has no report');
  return { ok: true, report };
}

/** What the center's own records say about the people of a file. */
type Known = {
  /** The customer that a person already is, by `personKey`. */
  readonly customerIds: ReadonlyMap<string, string>;
  /** Customers who are in the campaign already. */
  readonly inCampaign: ReadonlySet<string>;
  readonly blocked: ReadonlySet<string>;
};

async function matchKnown(
  transaction: Db,
  organisationId: string,
  campaignId: string,
  { people }: MergedList,
): Promise<Known> {
  const numbers = [...new Set(people.map(({ draft }) => draft.number))];
  const onNumbers = await peopleOnNumbers(transaction, organisationId, numbers);
  const customerIds = new Map(
    onNumbers.map((one) => [personKey(one.number, nameKey(one)), one.customerId]),
  );
  return {
    customerIds,
    inCampaign: await customersInCampaign(transaction, organisationId, campaignId, [
      ...customerIds.values(),
    ]),
    blocked: await blockedNumbers(transaction, organisationId, campaignId, numbers),
  };
}

async function store(
  transaction: Db,
  caller: Caller,
  list: {
    readonly campaignId: string;
    readonly name: string;
    readonly content: Buffer;
    readonly leadListId: string;
    readonly nowMs: number;
    readonly merged: MergedList;
    readonly known: Known;
  },
): Promise<void> {
  const { organisationId, userId } = caller;
  const { campaignId, leadListId, nowMs, merged, known } = list;
  const customers: NewCustomer[] = [];
  const leads: NewLead[] = [];
  const filling: { customerId: string; draft: LeadDraft }[] = [];
  const further = new Map<number, { outcome?: 'merged'; findings: Finding[] }>();
  for (const { row, draft } of merged.people) {
    const findings: Finding[] = [];
    const value = draft.number;
    const knownId = known.customerIds.get(personKey(draft.number, draft.nameKey));
    const inCampaign = knownId !== undefined && known.inCampaign.has(knownId);
    if (inCampaign) findings.push({ code: 'already-in-campaign', column: '', value });
    else if (knownId) findings.push({ code: 'known-customer', column: '', value });
    const blocked = known.blocked.has(draft.number);
    if (blocked) findings.push({ code: 'blocked-number', column: 'phone_number', value });
    further.set(row, { findings, ...(knownId ? { outcome: 'merged' } : {}) });
    const customer = knownId ? null : newCustomer(draft, nowMs);
    if (customer) customers.push(customer);
    else if (knownId) filling.push({ customerId: knownId, draft });
    const customerId = customer?.id ?? knownId;
    if (customerId && !inCampaign) {
      const { number, why, detail, rank } = draft;
      const status = blocked ? 'do-not-call' : 'new';
      leads.push({ id: uuidV7(nowMs), customerId, number, why, detail, rank, status });
    }
  }
  await insertCustomers(transaction, organisationId, customers, nowMs);
  const filled = await fillCustomers(transaction, organisationId, filling);
  const reports = merged.rows.map((row): RowReport => withFurther(row, further.get(row.row)));
  await insertLeadList(transaction, organisationId, {
    id: leadListId,
    campaignId,
    name: list.name,
    digest: createHash('sha256').update(list.content).digest('hex'),
    importedAtMs: nowMs,
    importedBy: userId,
    reports,
  });
  await insertLeads(transaction, organisationId, { campaignId, leadListId, nowMs }, leads);
  await recordAudit(transaction, organisationId, {
    atMs: nowMs,
    userId,
    action: 'lead-list-imported',
    subject: leadListId,
    detail: { name: list.name, rows: reports.length },
  });
  const events: FeedEvent[] = [
    ...[...customers.map((one) => one.id), ...filled].map(
      (subject): FeedEvent => ({ kind: 'customer', subject }),
    ),
    ...leads.map(({ id }): FeedEvent => ({ kind: 'lead', subject: id })),
  ];
  await appendToFeed(transaction, organisationId, events);
}

function withFurther(
  row: MergedRow,
  further: { outcome?: 'merged'; findings: Finding[] } | undefined,
): RowReport {
  const findings = inReport([...row.findings, ...(further?.findings ?? [])]);
  return { row: row.row, outcome: further?.outcome ?? row.outcome, findings };
}

function newCustomer(draft: LeadDraft, nowMs: number): NewCustomer {
  return {
    id: uuidV7(nowMs),
    name: { ...draft.name, say: '' },
    language: '',
    phones: draft.phones,
    email: draft.email,
    address: draft.address,
    timeZone: timeZoneOf(draft.address),
    vip: false,
    note: '',
    history: [],
    orders: [],
    tickets: [],
    promises: [],
  };
}
