import type { ColumnType, Generated } from 'kysely';
import type { RowReport } from '../../contract/http/lead-list.ts';
import type { Receipt } from '../../contract/sync/down/receipt.ts';
import type { LeadField } from '../../domain/campaign/lead-list.ts';
import type { LeadDraft } from '../../domain/campaign/lead-row.ts';
import type { QualityReport } from '../../domain/quality/report.ts';
import type { SipAccount } from '../account/account.ts';

/** Read as a Date, written as an ISO 8601 instant. */
type Instant = ColumnType<Date, string, string>;
type OptionalInstant = ColumnType<Date | null, string | null, string | null>;
/** Read parsed, written as JSON text. */
type Json<Value> = ColumnType<Value, string, string>;
/** `bigint`: drivers give a number, a string or a BigInt; read it with `asNumber`. */
type Int8 = ColumnType<number | string | bigint, number, number>;

/** A person of a list with the time zone of their address. */
export type PlacedDraft = LeadDraft & { readonly timeZone: string | null };

type CenterTable = {
  only_row: Generated<boolean>;
  id: string;
  epoch: string;
  token_secret: string;
  created_at: Instant;
};

type OrganisationTable = {
  id: string;
  name: string;
  practice: boolean;
  feed_head: Generated<number | string | bigint>;
  country: Generated<string>;
  /** What the schema of `contract/record/pbx-profile.ts` reads. */
  pbx: ColumnType<unknown, string | undefined, string>;
  created_at: Instant;
};

type UserAccountTable = {
  organisation_id: string;
  id: string;
  login_name: string;
  name: string;
  role: 'agent' | 'floor-manager' | 'administrator';
  password_hash: string;
  extension: string;
  sip: Json<SipAccount>;
  active: Generated<boolean>;
  created_at: Instant;
};

type SignInFailureTable = {
  organisation_id: string;
  login_name: string;
  failures: number;
  locked_until: Instant;
  last_failed_at: Instant;
};

type SessionTable = {
  organisation_id: string;
  id: string;
  user_id: string;
  created_at: Instant;
  revoked_at: OptionalInstant;
};

type RefreshTokenTable = {
  organisation_id: string;
  token_hash: string;
  session_id: string;
  expires_at: Instant;
  used_at: OptionalInstant;
};

type ScriptVersionTable = {
  organisation_id: string;
  id: string;
  version: number;
  body: Json<unknown>;
  stored_at: Instant;
  stored_by: string | null;
};

type CampaignTable = {
  organisation_id: string;
  id: string;
  name: string;
  direction: 'inbound' | 'outbound';
  script_id: string;
  position: number;
  auto_answer: Generated<boolean>;
  wrap_up_limit_seconds: Generated<number>;
  wrap_up_extension_seconds: Generated<number>;
};

type NotReadyReasonTable = {
  organisation_id: string;
  id: string;
  label: string;
  position: number;
};

type DispositionTable = {
  organisation_id: string;
  campaign_id: string;
  id: string;
  label: string;
  key: string;
  effect: 'none' | 'do-not-call';
  closes_lead: boolean;
  position: number;
};

type WrapUpFieldTable = {
  organisation_id: string;
  campaign_id: string;
  id: string;
  label: string;
  kind: 'text' | 'choice' | 'number' | 'date';
  options: Json<string[]>;
  from_answer: string;
  initial: string;
  required: boolean;
  position: number;
};

type CustomerTable = {
  organisation_id: string;
  id: string;
  full_name: string;
  given_name: string;
  family_name: string;
  title: string;
  say: string;
  language: string;
  email: string;
  street: string;
  town: string;
  region: string;
  postal_code: string;
  country: string;
  time_zone: string | null;
  vip: boolean;
  note: string;
  version: Generated<number | string | bigint>;
  /** Of which making its search keys are; 0 when it has none. */
  search_version: Generated<number>;
  lead_list_id: Generated<string | null>;
  created_at: Instant;
};

type CustomerSearchTable = { organisation_id: string; customer_id: string; key: string };

type OfCustomer = { organisation_id: string; customer_id: string };

type CustomerPhoneTable = OfCustomer & {
  number: string;
  kind: 'mobile' | 'home' | 'work' | 'other';
  position: number;
};

type HistoryEntryTable = OfCustomer & {
  id: string;
  at: Instant;
  kind: 'call' | 'visit' | 'letter' | 'quote' | 'note' | 'do-not-call';
  title: string;
  text: string;
};

type CustomerOrderTable = OfCustomer & {
  id: string;
  reference: string;
  at: Instant;
  title: string;
  amount_minor: Int8;
  currency: string;
  status: 'open' | 'shipped' | 'paid' | 'cancelled';
};

type TicketTable = OfCustomer & {
  id: string;
  reference: string;
  opened_at: Instant;
  title: string;
  status: 'open' | 'waiting' | 'closed';
};

type PromiseTable = OfCustomer & {
  id: string;
  made_at: Instant;
  made_by: string;
  text: string;
  due_at: OptionalInstant;
  status: 'open' | 'kept' | 'broken';
  settled_at?: OptionalInstant;
  settled_by?: string | null;
};

type LeadListTable = {
  organisation_id: string;
  id: string;
  campaign_id: string;
  name: string;
  digest: string;
  imported_at: Instant;
  imported_by: string;
  row_count: number;
  imported_count: number;
  merged_count: number;
  skipped_count: number;
  state: Generated<'coming' | 'announcing' | 'done'>;
  announced: Generated<string>;
};

type LeadListFillingTable = {
  organisation_id: string;
  lead_list_id: string;
  row_number: number;
  customer_id: string;
  draft: Json<PlacedDraft>;
};

type ImportHabitTable = {
  organisation_id: string;
  signature: string;
  fields: Json<LeadField[]>;
  country: string;
  used_at: Instant;
};

type LeadListRowTable = {
  organisation_id: string;
  lead_list_id: string;
  row_number: number;
  outcome: 'imported' | 'merged' | 'skipped';
  findings: Json<RowReport['findings']>;
};

type LeadTable = {
  organisation_id: string;
  id: string;
  campaign_id: string;
  customer_id: string;
  lead_list_id: string | null;
  number: string;
  why: string;
  detail: string;
  rank: number;
  status: 'new' | 'called' | 'done' | 'do-not-call';
  last_disposition_id: string | null;
  version: Generated<number | string | bigint>;
  created_at: Instant;
};

type SubmissionTable = {
  organisation_id: string;
  key: string;
  user_id: string;
  desk_id: string;
  ordinal: Int8;
  kind: string;
  digest: string;
  rejected_body: string | null;
  outcome: 'claimed' | 'stored' | 'rejected';
  reason: string;
  reference: string;
  at: Instant;
  clock_offset_ms: ColumnType<number | string | bigint | null, number | null, number | null>;
  conflicts: ColumnType<Receipt['conflicts'] | null, string | null, string | null>;
};

type SummaryTable = {
  organisation_id: string;
  call_id: string;
  revision: number;
  user_id: string;
  campaign_id: string | null;
  lead_id: string | null;
  customer_id: string | null;
  number: string | null;
  direction: 'inbound' | 'outbound';
  disposition_id: string | null;
  note: string;
  fields: Json<Record<string, string>>;
  script: ColumnType<unknown, string | null, string | null>;
  started_at: Instant;
  answered_at: OptionalInstant;
  ended_at: OptionalInstant;
  talk_ms: number;
  ended_by: string | null;
  wrap_up_extensions: number | null;
  wrap_up_overrun: boolean | null;
  stored_at: Instant;
};

type CallLogTable = {
  organisation_id: string;
  call_id: string;
  user_id: string;
  direction: 'inbound' | 'outbound';
  number: string | null;
  customer_id: string | null;
  campaign_id: string | null;
  started_at: Instant;
  answered_at: OptionalInstant;
  ended_at: Instant;
  talk_ms: number;
  cause: string;
  quality: ColumnType<QualityReport | null, string | null, string | null>;
  stored_at: Instant;
};

type BlackBoxTable = {
  organisation_id: string;
  id: string;
  user_id: string;
  stored_at: Instant;
  keep_until: Instant;
  size_bytes: number;
  report: string;
};

type DncEntryTable = {
  organisation_id: string;
  id: string;
  number: string;
  scope: 'company' | 'campaign';
  campaign_id: string | null;
  source: 'agent' | 'import' | 'manager';
  at: Instant;
  user_id: string | null;
};

type DncWithdrawalTable = {
  organisation_id: string;
  entry_id: string;
  number: string;
  at: Instant;
  user_id: string | null;
};

type CallbackTable = {
  organisation_id: string;
  id: string;
  revision: number;
  customer_id: string | null;
  number: string;
  campaign_id: string | null;
  lead_id: string | null;
  due_at: Instant;
  time_zone: string;
  wish: string;
  owner_id: string | null;
  status: 'open' | 'taken' | 'kept' | 'cancelled' | 'missed';
  taken_by: string | null;
  taken_at: OptionalInstant;
  made_by: string;
  made_at: Instant;
};

type CallbackRevisionTable = {
  organisation_id: string;
  callback_id: string;
  revision: number;
  user_id: string | null;
  at: Instant;
  stored_at: Instant;
  body: Json<unknown>;
};

export type FeedKind =
  | 'customer'
  | 'lead'
  | 'dnc-entry'
  | 'dnc-withdrawal'
  | 'provisioning'
  | 'callback';

type FeedTable = {
  organisation_id: string;
  sequence: Int8;
  kind: FeedKind;
  subject: string;
};

type AuditTable = {
  organisation_id: string;
  id: string;
  at: Instant;
  user_id: string | null;
  action: string;
  subject: string;
  detail: Json<unknown>;
};

/** The store's tables; `migrations/*.sql` makes them. */
export type Tables = {
  center: CenterTable;
  organisation: OrganisationTable;
  user_account: UserAccountTable;
  sign_in_failure: SignInFailureTable;
  session: SessionTable;
  refresh_token: RefreshTokenTable;
  script_version: ScriptVersionTable;
  campaign: CampaignTable;
  disposition: DispositionTable;
  not_ready_reason: NotReadyReasonTable;
  wrap_up_field: WrapUpFieldTable;
  customer: CustomerTable;
  customer_phone: CustomerPhoneTable;
  customer_search: CustomerSearchTable;
  history_entry: HistoryEntryTable;
  customer_order: CustomerOrderTable;
  ticket: TicketTable;
  promise: PromiseTable;
  lead_list: LeadListTable;
  lead_list_row: LeadListRowTable;
  lead_list_filling: LeadListFillingTable;
  import_habit: ImportHabitTable;
  lead: LeadTable;
  submission: SubmissionTable;
  summary: SummaryTable;
  call_log: CallLogTable;
  black_box: BlackBoxTable;
  dnc_entry: DncEntryTable;
  dnc_withdrawal: DncWithdrawalTable;
  callback: CallbackTable;
  callback_revision: CallbackRevisionTable;
  feed: FeedTable;
  audit: AuditTable;
};
