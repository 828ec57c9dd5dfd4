-- Which cases are restricted, found without going through all of them.
create index cases_that_are_restricted on cases (case_id) where restricted_to is not null;
