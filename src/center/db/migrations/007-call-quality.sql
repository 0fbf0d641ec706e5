-- How the sound of a call was, as the desk measured it; null for a call without any.

alter table call_log
  add column quality jsonb;

-- What an agent's desk recorded of a call that went wrong, as the agent saw and sent it. Kept for a
-- time only (`keep_until`); read by floor managers.

create table black_box (
  organisation_id text not null references organisation,
  id text not null,
  user_id text not null,
  stored_at timestamptz not null,
  keep_until timestamptz not null,
  size_bytes integer not null check (size_bytes > 0),
  report text not null,
  primary key (organisation_id, id)
);
create index black_box_stored on black_box (organisation_id, stored_at);
