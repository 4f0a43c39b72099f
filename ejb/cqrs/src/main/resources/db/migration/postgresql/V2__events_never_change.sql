-- Events are never changed, by the owner of the table as little as by anyone else. For each statement, not for each row:
-- it costs nothing, TRUNCATE knows no rows, and a statement that meets no row is a mistake too.
create function refuse_change_of_events() returns trigger language plpgsql as $$
begin
  raise exception 'Events are never changed: % of the table % is refused', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;
create trigger events_never_change before update or delete or truncate on event
  for each statement execute function refuse_change_of_events();
