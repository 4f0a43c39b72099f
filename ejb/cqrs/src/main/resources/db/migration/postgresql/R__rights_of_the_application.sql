-- The application may be a user of its own, beside the owner of the tables: then it can read and add events and no more.
-- Runs again when this script changes or the user does. A table that comes later needs its grants here. To the owner
-- they change nothing.
grant select, insert on event to ${application};
grant select, insert on aggregate to ${application};
grant select, update on journal to ${application};
grant select, insert, update on snapshot to ${application};
grant select, insert, delete on command to ${application};
grant select, insert, update, delete on node to ${application};
grant select, insert on root_hash to ${application};
grant select, insert, delete on drift to ${application};
grant select, insert, update, delete on subscription to ${application};
grant select, insert, update, delete on parked_stream to ${application};
grant select, insert on skipped_event to ${application};
grant select, insert, delete on reservation to ${application};
grant select, insert, update on projection to ${application};
grant select, insert, update on projection_version to ${application};
grant select, insert, delete on inline_projection to ${application};
