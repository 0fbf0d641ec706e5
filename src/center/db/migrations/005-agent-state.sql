-- Reasons for not being ready, the time a wrap-up may take, and what became of it.

create table not_ready_reason (
  organisation_id text not null references organisation,
  id text not null,
  label text not null,
  position integer not null,
  primary key (organisation_id, id)
);

alter table campaign
  -- 0 for no limit.
  add column wrap_up_limit_seconds integer not null default 0
    check (wrap_up_limit_seconds between 0 and 3600),
  add column wrap_up_extension_seconds integer not null default 60
    check (wrap_up_extension_seconds between 1 and 3600);

-- Null where the desk did not count it.
alter table summary
  add column wrap_up_extensions integer,
  add column wrap_up_overrun boolean;
