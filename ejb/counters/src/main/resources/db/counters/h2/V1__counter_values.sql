-- A counter as it stands.
create table counter_value (
  counter character varying(400) primary key,
  owner   character varying(400),
  amount  numeric(20)            not null,
  active  boolean                not null
);
create index counter_value_owner on counter_value (owner);
