-- Events are never changed: the application is a user of its own, who may read and add them and no more. The tables
-- stay the owner's. A table that comes later needs its grants too. There is no password because nothing but the
-- server's process can reach the database.
create user if not exists cqrs_app password '';
grant select, insert on event to cqrs_app;
grant select, insert on aggregate to cqrs_app;
grant select, update on journal to cqrs_app;
grant select, insert, update on snapshot to cqrs_app;
grant select, insert, delete on command to cqrs_app;
