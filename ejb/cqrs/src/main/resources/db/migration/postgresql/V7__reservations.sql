-- Natural keys that one aggregate of a type can have, reserved by its events. The value comes first in the key: it is what is looked for.
create table reservation (
  key_value      character varying(400) collate "C" not null,
  key_name       character varying(100) collate "C" not null,
  aggregate_type character varying(100) collate "C" not null,
  aggregate_id   character varying(400) collate "C" not null,
  primary key (key_value, key_name, aggregate_type),
  constraint reservation_holder unique (aggregate_id, key_name, aggregate_type)
);
