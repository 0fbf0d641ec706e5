-- Lists of a hundred thousand come in by many short transactions and are seen all at once: what
-- belongs to a list that is still coming is read by nobody.

alter table organisation
  -- ISO 3166-1 alpha-2 of national numbers in lists; empty when nobody said.
  add column country text not null default '';

alter table lead_list
  -- coming: rows are being written, unseen. announcing: seen, desks are being told. done.
  add column state text not null default 'done' check (state in ('coming', 'announcing', 'done')),
  -- Id of the last lead that desks were told of.
  add column announced text not null default '';
create index lead_list_unfinished on lead_list (organisation_id, id) where state <> 'done';

alter table customer
  -- The list that brought this person, or null.
  add column lead_list_id text;
create index customer_lead_list on customer (organisation_id, lead_list_id)
  where lead_list_id is not null;
create index lead_of_list on lead (organisation_id, lead_list_id, id);
create index lead_customer on lead (organisation_id, customer_id);

-- What a list knows of people we have already: taken over once the list is seen.
create table lead_list_filling (
  organisation_id text not null,
  lead_list_id text not null,
  row_number integer not null,
  customer_id text not null,
  draft jsonb not null,
  primary key (organisation_id, lead_list_id, row_number),
  foreign key (organisation_id, lead_list_id) references lead_list on delete cascade
);

-- How somebody mapped the columns of files with one header.
create table import_habit (
  organisation_id text not null references organisation,
  -- SHA-256 of the header's names, hex.
  signature text not null,
  fields jsonb not null,
  country text not null,
  used_at timestamptz not null,
  primary key (organisation_id, signature)
);
