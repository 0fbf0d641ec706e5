-- How the PBX of the organisation wants to be treated; what is absent in it has its default.

alter table organisation
  add column pbx jsonb not null default '{}';
