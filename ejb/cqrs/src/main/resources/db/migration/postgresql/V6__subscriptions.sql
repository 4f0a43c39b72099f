-- Where durable readers of the log stand. The position is the last one that was read; it moves in the transaction of what was
-- done with the events. Who moves it says which owner and epoch he knows: a node that lost a partition to another one moves
-- nothing. Count and hash (the sum of the first 64 bits of the hashes of all events that were handled) say whether one was
-- left out or handled twice.
create table subscription (
  name         character varying(100) collate "C" not null,
  part         integer                 not null,
  parts        integer                 not null,
  begins_after bigint                  not null,
  position     bigint                  not null,
  owner        character varying(36),
  lease_until  timestamp with time zone,
  epoch        bigint default 0        not null,
  events_count bigint default 0        not null,
  events_hash  bigint default 0        not null,
  primary key (name, part)
) with (fillfactor = 10);

-- Aggregates whose events a subscription passes over, from one on that it cannot handle.
create table parked_stream (
  subscription   character varying(100) collate "C" not null,
  aggregate_type character varying(100) collate "C" not null,
  aggregate_id   character varying(400) collate "C" not null,
  first_position bigint                  not null,
  first_index    bigint                  not null,
  failures       integer                 not null,
  reason         character varying(2000) not null,
  parked_at      bigint                  not null,
  retrying       boolean default false   not null,
  primary key (subscription, aggregate_type, aggregate_id)
);
create index parked_order on parked_stream (subscription, first_position);

-- Events that somebody decided to leave out.
create table skipped_event (
  subscription   character varying(100) collate "C" not null,
  position       bigint                  not null,
  aggregate_type character varying(100) collate "C" not null,
  aggregate_id   character varying(400) collate "C" not null,
  reason         character varying(2000) not null,
  origin         character varying(255)  not null,
  skipped_at     bigint                  not null,
  primary key (subscription, position)
);

-- Where in the log a time is.
-- Times hardly ever run against positions, so that a few bytes for many pages are enough.
create index event_time on event using brin (occurred_at);
