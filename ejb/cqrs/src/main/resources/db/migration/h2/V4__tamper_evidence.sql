-- The root hash of the log as far as a position, recorded from time to time and, like events, never changed: it finds a tail
-- that was cut off.
create table root_hash (
  position    bigint                not null primary key,
  hash        character varying(64) not null,
  recorded_at bigint                not null
);
grant select, insert on root_hash to cqrs_app;

-- Null in snapshots that were taken before there were checksums: nobody can say whether they are as they were.
alter table snapshot add column checksum character varying(64);
