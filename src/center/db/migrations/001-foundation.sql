-- The center's tables. PostgreSQL 15's SQL only: the same files run on PGlite and on PostgreSQL.
-- Every row belongs to an organisation; ids are made by the program (UUIDv7) or come from files.

create table center (
  only_row boolean primary key default true check (only_row),
  id text not null,
  -- Changes when the store is restored from a copy or replaced.
  epoch text not null,
  -- Base64 of 32 random bytes: signs access tokens.
  token_secret text not null,
  created_at timestamptz not null
);

create table organisation (
  id text primary key,
  name text not null,
  practice boolean not null,
  -- Position of the newest row of this organisation's feed.
  feed_head bigint not null default 0,
  created_at timestamptz not null
);

-- People who sign in.

create table user_account (
  organisation_id text not null references organisation,
  id text not null,
  login_name text not null,
  name text not null,
  role text not null check (role in ('agent', 'floor-manager', 'administrator')),
  -- PHC string of Argon2id.
  password_hash text not null,
  extension text not null,
  -- The provisioning's `sip` block.
  sip jsonb not null,
  active boolean not null default true,
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
create unique index user_account_login_name on user_account (organisation_id, lower(login_name));

create table sign_in_failure (
  organisation_id text not null references organisation,
  -- As typed, in small letters; also names that nobody has.
  login_name text not null,
  -- Tries that have begun and did not end well; counted before the password is looked at.
  failures integer not null,
  locked_until timestamptz not null,
  last_failed_at timestamptz not null,
  primary key (organisation_id, login_name)
);

create table session (
  organisation_id text not null references organisation,
  id text not null,
  user_id text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, user_id) references user_account
);

create table refresh_token (
  organisation_id text not null references organisation,
  -- SHA-256 of the token, hex: the token itself is nowhere.
  token_hash text not null,
  session_id text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (organisation_id, token_hash),
  foreign key (organisation_id, session_id) references session on delete cascade
);

-- Campaigns and what belongs to them.

create table script_version (
  organisation_id text not null references organisation,
  id text not null,
  version integer not null,
  body jsonb not null,
  stored_at timestamptz not null,
  stored_by text,
  primary key (organisation_id, id, version)
);

create table campaign (
  organisation_id text not null references organisation,
  id text not null,
  name text not null,
  direction text not null check (direction in ('inbound', 'outbound')),
  script_id text not null,
  position integer not null,
  primary key (organisation_id, id)
);

create table disposition (
  organisation_id text not null,
  campaign_id text not null,
  id text not null,
  label text not null,
  key text not null,
  effect text not null check (effect in ('none', 'do-not-call')),
  -- Whether the lead needs no further call.
  closes_lead boolean not null,
  position integer not null,
  primary key (organisation_id, campaign_id, id),
  foreign key (organisation_id, campaign_id) references campaign on delete cascade
);

create table wrap_up_field (
  organisation_id text not null,
  campaign_id text not null,
  id text not null,
  label text not null,
  kind text not null check (kind in ('text', 'choice', 'number', 'date')),
  options jsonb not null,
  from_answer text not null,
  initial text not null,
  required boolean not null,
  position integer not null,
  primary key (organisation_id, campaign_id, id),
  foreign key (organisation_id, campaign_id) references campaign on delete cascade
);

-- People we talk with.

create table customer (
  organisation_id text not null references organisation,
  id text not null,
  full_name text not null,
  given_name text not null,
  family_name text not null,
  title text not null,
  say text not null,
  language text not null,
  email text not null,
  street text not null,
  town text not null,
  region text not null,
  postal_code text not null,
  country text not null,
  time_zone text,
  vip boolean not null,
  note text not null,
  version bigint not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id)
);

create table customer_phone (
  organisation_id text not null,
  customer_id text not null,
  number text not null,
  kind text not null check (kind in ('mobile', 'home', 'work', 'other')),
  position integer not null,
  primary key (organisation_id, customer_id, number),
  foreign key (organisation_id, customer_id) references customer on delete cascade
);
create index customer_phone_number on customer_phone (organisation_id, number);

create table history_entry (
  organisation_id text not null,
  customer_id text not null,
  id text not null,
  at timestamptz not null,
  kind text not null
    check (kind in ('call', 'visit', 'letter', 'quote', 'note', 'do-not-call')),
  title text not null,
  text text not null,
  primary key (organisation_id, customer_id, id),
  foreign key (organisation_id, customer_id) references customer on delete cascade
);

create table customer_order (
  organisation_id text not null,
  customer_id text not null,
  id text not null,
  reference text not null,
  at timestamptz not null,
  title text not null,
  amount_minor bigint not null,
  currency text not null,
  status text not null check (status in ('open', 'shipped', 'paid', 'cancelled')),
  primary key (organisation_id, customer_id, id),
  foreign key (organisation_id, customer_id) references customer on delete cascade
);

create table ticket (
  organisation_id text not null,
  customer_id text not null,
  id text not null,
  reference text not null,
  opened_at timestamptz not null,
  title text not null,
  status text not null check (status in ('open', 'waiting', 'closed')),
  primary key (organisation_id, customer_id, id),
  foreign key (organisation_id, customer_id) references customer on delete cascade
);

create table promise (
  organisation_id text not null,
  customer_id text not null,
  id text not null,
  made_at timestamptz not null,
  made_by text not null,
  text text not null,
  due_at timestamptz,
  status text not null check (status in ('open', 'kept', 'broken')),
  primary key (organisation_id, customer_id, id),
  foreign key (organisation_id, customer_id) references customer on delete cascade
);

-- Lists and leads.

create table lead_list (
  organisation_id text not null,
  id text not null,
  campaign_id text not null,
  name text not null,
  -- SHA-256 of the file, hex.
  digest text not null,
  imported_at timestamptz not null,
  imported_by text not null,
  row_count integer not null,
  imported_count integer not null,
  merged_count integer not null,
  skipped_count integer not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, campaign_id) references campaign
);

create table lead_list_row (
  organisation_id text not null,
  lead_list_id text not null,
  row_number integer not null,
  outcome text not null check (outcome in ('imported', 'merged', 'skipped')),
  findings jsonb not null,
  primary key (organisation_id, lead_list_id, row_number),
  foreign key (organisation_id, lead_list_id) references lead_list on delete cascade
);

create table lead (
  organisation_id text not null,
  id text not null,
  campaign_id text not null,
  customer_id text not null,
  lead_list_id text,
  number text not null,
  why text not null,
  detail text not null,
  rank integer not null,
  status text not null check (status in ('new', 'called', 'done', 'do-not-call')),
  last_disposition_id text,
  version bigint not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, campaign_id) references campaign,
  foreign key (organisation_id, customer_id) references customer,
  unique (organisation_id, campaign_id, customer_id)
);
create index lead_number on lead (organisation_id, number);

-- What desks hand in.

create table submission (
  organisation_id text not null references organisation,
  -- The desk's idempotency key.
  key text not null,
  user_id text not null,
  desk_id text not null,
  ordinal bigint not null,
  kind text not null,
  -- SHA-256 of the payload with its keys in order, hex.
  digest text not null,
  -- The frame as it came, where it was rejected: nothing anybody wrote is thrown away.
  rejected_body text,
  outcome text not null check (outcome in ('claimed', 'stored', 'rejected')),
  reason text not null,
  reference text not null,
  at timestamptz not null,
  primary key (organisation_id, key)
);

create table summary (
  organisation_id text not null references organisation,
  call_id text not null,
  revision integer not null,
  user_id text not null,
  campaign_id text,
  lead_id text,
  customer_id text,
  number text,
  direction text not null check (direction in ('inbound', 'outbound')),
  disposition_id text,
  note text not null,
  fields jsonb not null,
  script jsonb,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  talk_ms double precision not null,
  ended_by text,
  stored_at timestamptz not null,
  primary key (organisation_id, call_id, revision)
);
create index summary_lead on summary (organisation_id, lead_id);

create table call_log (
  organisation_id text not null references organisation,
  call_id text not null,
  user_id text not null,
  direction text not null check (direction in ('inbound', 'outbound')),
  number text,
  customer_id text,
  campaign_id text,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz not null,
  talk_ms double precision not null,
  cause text not null,
  stored_at timestamptz not null,
  primary key (organisation_id, call_id)
);

create table dnc_entry (
  organisation_id text not null references organisation,
  id text not null,
  number text not null,
  scope text not null check (scope in ('company', 'campaign')),
  campaign_id text,
  source text not null check (source in ('agent', 'import', 'manager')),
  at timestamptz not null,
  user_id text,
  primary key (organisation_id, id),
  check ((scope = 'campaign') = (campaign_id is not null))
);
create index dnc_entry_number on dnc_entry (organisation_id, number);

-- Compensates an entry, which stays. May come before it: an entry with a withdrawal never binds.
create table dnc_withdrawal (
  organisation_id text not null references organisation,
  entry_id text not null,
  number text not null,
  at timestamptz not null,
  user_id text,
  primary key (organisation_id, entry_id)
);

-- The ordered feed: what has changed, without its content (the newest state is read when a desk
-- is told). Written as the last statement of a transaction; see `feed.ts`.
create table feed (
  organisation_id text not null references organisation,
  sequence bigint not null,
  kind text not null
    check (kind in ('customer', 'lead', 'dnc-entry', 'dnc-withdrawal', 'provisioning')),
  subject text not null,
  primary key (organisation_id, sequence)
);

create table audit (
  organisation_id text not null references organisation,
  id text not null,
  at timestamptz not null,
  user_id text,
  action text not null,
  subject text not null,
  detail jsonb not null,
  primary key (organisation_id, id)
);
