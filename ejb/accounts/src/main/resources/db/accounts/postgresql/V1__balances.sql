-- An account as it stands.
create table account_balance (
  account  character varying(400) collate "C" primary key,
  owner    character varying(400) collate "C" not null,
  currency character varying(3) collate "C"   not null,
  balance  numeric(19, 4)         not null,
  status   character varying(10)  not null
);
create index account_balance_owner on account_balance (owner, account);
create index account_balance_amount on account_balance (balance, account);

-- What moved an account, and what it held after that. Times are microseconds since 1970.
create table account_entry (
  position  bigint                 primary key,
  account   character varying(400) collate "C" not null,
  currency  character varying(3) collate "C"   not null,
  booked_at bigint                 not null,
  amount    numeric(19, 4)         not null,
  balance   numeric(19, 4)         not null
);
create index account_entry_account on account_entry (account, position);
create index account_entry_time on account_entry (currency, booked_at);
