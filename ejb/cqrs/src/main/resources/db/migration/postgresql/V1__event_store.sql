-- The event store on PostgreSQL. Times are microseconds since 1970 in UTC: exact, and untouched by any time zone.
-- Ids compare by code point (collation "C"), as on H2, and not by the rules of some language.

-- One row: its lock puts the commits in one order, and it holds the last position given out. Every commit updates it:
-- room in its page, and no index on the head, keep that cheap (heap-only tuples).
create table journal (
  id   smallint not null primary key check (id = 1),
  head bigint   not null
) with (fillfactor = 10, autovacuum_vacuum_threshold = 1000);
insert into journal (id, head) values (1, 0);

create table event (
  position        bigint                            not null primary key,
  aggregate_type  character varying(100) collate "C" not null,
  aggregate_id    character varying(400) collate "C" not null,
  event_index     bigint                            not null,
  event_type      character varying(255)            not null,
  version         integer                           not null,
  uuid            uuid                              not null,
  occurred_at     bigint                            not null,
  origin          character varying(255)            not null,
  snapshot_period integer,
  command_id      character varying(255)            not null,
  correlation_id  character varying(255)            not null,
  causation_id    character varying(255)            not null,
  hash            character varying(64)             not null,
  previous_hash   character varying(64),
  payload         text                              not null,
  constraint event_stream unique (aggregate_type, aggregate_id, event_index)
);
-- The feed of one aggregate type.
create index event_feed on event (aggregate_type, position);

-- The ids that exist, for listing: one row when an aggregate is first saved.
create table aggregate (
  aggregate_type character varying(100) collate "C" not null,
  aggregate_id   character varying(400) collate "C" not null,
  primary key (aggregate_type, aggregate_id)
);

-- The latest snapshot, and the base: what a pure snapshot type keeps, and what its events start from
-- once it is none any more.
create table snapshot (
  aggregate_type  character varying(100) collate "C" not null,
  aggregate_id    character varying(400) collate "C" not null,
  base            boolean                           not null,
  event_index     bigint                            not null,
  version         integer                           not null,
  uuid            uuid                              not null,
  occurred_at     bigint                            not null,
  origin          character varying(255)            not null,
  snapshot_period integer,
  event_hash      character varying(64),
  payload         text                              not null,
  primary key (aggregate_type, aggregate_id, base)
);

-- One row for each accepted command.
create table command (
  command_id     character varying(255) collate "C" not null primary key,
  content_hash   character varying(64)             not null,
  aggregate_type character varying(100)            not null,
  aggregate_id   character varying(400)            not null,
  first_index    bigint                            not null,
  last_index     bigint                            not null,
  position       bigint,
  outcome        text,
  accepted_at    bigint                            not null
);
-- For the removal of those past their retention.
create index command_age on command (accepted_at);
