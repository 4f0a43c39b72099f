-- The nodes that share the store: each has a row and counts its heartbeats in it. No clock is written: a node that sees
-- the number of another stand still for long takes it for dead and removes its row.
create table node (
  node_id character varying(36) collate "C" not null primary key,
  beats   bigint                           not null
) with (fillfactor = 10);

-- It moves when a node leaves or is taken for dead. Who writes says which one he knows, so that a node that was only frozen
-- writes nothing before it has joined the others again.
alter table journal add column epoch bigint default 0 not null;
