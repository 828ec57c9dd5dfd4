-- A case that was recorded in error gives its reference up (null), so that the right one can have it.
alter table cases add column holds_reference boolean default true;
update cases set holds_reference = null
  where 'case-' || case_id in (select stream from facts where type = 'CaseVoided');
alter table cases drop constraint cases_reference;
alter table cases add constraint cases_reference unique (kind, reference, holds_reference);
