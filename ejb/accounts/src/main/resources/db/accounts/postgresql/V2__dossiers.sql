-- What is noted of an account, beside its events.
create table account_dossier (
  account character varying(400) collate "C" primary key,
  adviser character varying(100) collate "C"  not null,
  note    character varying(1000) not null
);
create index account_dossier_adviser on account_dossier (adviser, account);
