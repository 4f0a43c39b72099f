-- What a projection in the transaction of the commands has written.
create table it_total (
  account  character varying(400) primary key,
  balance  numeric(38, 2) not null,
  bookings bigint not null
);
insert into it_total (account, balance, bookings) values ('all', 0, 0);
grant select, insert, update on it_total to ${application};
