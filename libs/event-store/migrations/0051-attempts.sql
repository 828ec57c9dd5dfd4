-- Most cases have no attempt that counts: of those nothing else needs to be read to say so.
create index contacts_attempted on contacts (case_id) where attempt_from is not null and struck_out_at is null;
