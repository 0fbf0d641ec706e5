-- Callers of a campaign that are answered without a key.

alter table campaign
  add column auto_answer boolean not null default false;
