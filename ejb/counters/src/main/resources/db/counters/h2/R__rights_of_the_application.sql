-- Runs again when this script changes, or the user ${application} does.
grant select, insert, update, delete on counter_value to ${application};
