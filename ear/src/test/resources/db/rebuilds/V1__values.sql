-- What two versions of a projection have written, one table for each.
create table it_first_value (
  counter character varying(400) primary key,
  amount  bigint not null
);
create table it_second_value (
  counter character varying(400) primary key,
  amount  bigint not null,
  bumps   bigint not null
);
grant select, insert, update, delete on it_first_value to ${application};
grant select, insert, update, delete on it_second_value to ${application};
