-- Callbacks, every revision of each, and by which clock an item was written.

create table callback (
  organisation_id text not null references organisation,
  id text not null,
  revision integer not null,
  customer_id text,
  number text not null,
  campaign_id text,
  lead_id text,
  due_at timestamptz not null,
  time_zone text not null,
  wish text not null,
  owner_id text,
  status text not null check (status in ('open', 'taken', 'kept', 'cancelled', 'missed')),
  taken_by text,
  taken_at timestamptz,
  made_by text not null,
  made_at timestamptz not null,
  primary key (organisation_id, id)
);
create index callback_due on callback (organisation_id, status, due_at);

create table callback_revision (
  organisation_id text not null,
  callback_id text not null,
  revision integer not null,
  -- Who changed it; null for what time alone did.
  user_id text,
  -- When the change was made, as told, and when the center took it in.
  at timestamptz not null,
  stored_at timestamptz not null,
  body jsonb not null,
  primary key (organisation_id, callback_id, revision),
  foreign key (organisation_id, callback_id) references callback on delete cascade
);

-- What the desk had added to its computer's clock for the instants in an item.
alter table submission add column clock_offset_ms bigint;

alter table feed drop constraint feed_kind_check;
alter table feed add constraint feed_kind_check check (
  kind in ('customer', 'lead', 'dnc-entry', 'dnc-withdrawal', 'provisioning', 'callback')
);
