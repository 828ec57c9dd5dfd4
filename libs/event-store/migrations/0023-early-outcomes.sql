-- What came of crimes that no file had told of yet: kept until one does, and joined then. `import_id`: the first that brought it.
create table early_outcomes (
  crime_id text not null,
  month text not null,
  category text not null,
  import_id text not null,
  primary key (crime_id, month, category)
);
create index early_outcomes_of_import on early_outcomes (import_id);
grant select, insert, delete on early_outcomes to kept_informed_api;
