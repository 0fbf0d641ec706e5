-- People are found, corrected, and remembered.

-- Under what a customer is found: the keys of `domain/customer/search-key.ts`, in byte order, so
-- that a beginning is a range of the index whatever the database's own collation is.
create table customer_search (
  organisation_id text not null,
  customer_id text not null,
  key text collate "C" not null,
  primary key (organisation_id, customer_id, key),
  foreign key (organisation_id, customer_id) references customer on delete cascade
);
create index customer_search_key on customer_search (organisation_id, key, customer_id);

-- Of which making the keys are; rows behind the program's are keyed anew at its start.
alter table customer add column search_version integer not null default 0;
create index customer_search_version on customer (organisation_id, search_version);

-- What stood at the center when a correction came too late: part of its receipt.
alter table submission add column conflicts jsonb;

alter table promise add column settled_at timestamptz;
alter table promise add column settled_by text;

-- A customer's history is read newest first, a page at a time.
create index history_entry_at on history_entry (organisation_id, customer_id, at desc, id desc);
create index call_log_customer on call_log (organisation_id, customer_id, started_at desc);
create index audit_subject on audit (organisation_id, subject, at desc);
