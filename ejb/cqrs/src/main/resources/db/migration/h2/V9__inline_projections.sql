-- The projections that are written in the transaction of every append. With each change the epoch of the journal moves, so that
-- nobody appends who knows others.
create table inline_projection (
  name character varying(100) not null primary key
);
grant select, insert, delete on inline_projection to cqrs_app;
