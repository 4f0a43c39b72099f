-- Aggregates whose state was found to differ from the replay of their events, and the snapshot that must not be used because of
-- that. A row goes when a later look finds no difference.
create table drift (
  aggregate_type character varying(100) collate "C" not null,
  aggregate_id   character varying(400) collate "C" not null,
  first_index    bigint                            not null,
  snapshot_uuid  uuid,
  found_at       bigint                            not null,
  difference     character varying(1000)           not null,
  primary key (aggregate_type, aggregate_id)
);
