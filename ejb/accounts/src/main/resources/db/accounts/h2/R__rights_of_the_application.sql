-- Runs again when this script changes, or the user ${application} does.
grant select, insert, update, delete on account_balance to ${application};
grant select, insert, update, delete on account_entry to ${application};
grant select, insert, update, delete on account_dossier to ${application};
