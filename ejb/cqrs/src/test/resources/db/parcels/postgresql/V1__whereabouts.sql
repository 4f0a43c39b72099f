-- Where each parcel is.
create table parcel_place (
  parcel character varying(400) collate "C" primary key,
  place  character varying(400) not null
);
grant select, insert, update, delete on parcel_place to ${application};
