-- The nodes that share the store. An H2 file has one process, which is alone and has no row: the table is there so that both
-- databases have the same.
create table node (
  node_id character varying(36) not null primary key,
  beats   bigint                not null
);
grant select, insert, update, delete on node to cqrs_app;

-- It moves when a node leaves or is taken for dead. Who writes says which one he knows.
alter table journal add column epoch bigint default 0 not null;
