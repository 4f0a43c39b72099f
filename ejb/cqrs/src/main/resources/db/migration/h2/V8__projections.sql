-- Which version of a projection answers queries, and since when. Versions above it are built beside it; those below it are
-- replaced, and dropped when every node has had time to see that. Whoever changes something of a projection locks its row here.
create table projection (
  name         character varying(100)   not null primary key,
  live_version integer                  not null,
  live_since   timestamp with time zone not null
);

-- What operators and the switch have decided about each version. Its place in the log stands in subscription, and is made when
-- it is not there and the version runs. What is due to be dropped has no place, and its rows are still there. Each build has
-- a number of its own.
create table projection_version (
  name     character varying(100) not null,
  version  integer                not null,
  stage    character varying(10)  not null,
  drop_due boolean default false  not null,
  build    integer default 1      not null,
  primary key (name, version)
);

grant select, insert, update on projection to cqrs_app;
grant select, insert, update on projection_version to cqrs_app;
grant delete on subscription to cqrs_app;
grant delete on skipped_event to cqrs_app;
