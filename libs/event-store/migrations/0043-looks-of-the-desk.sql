-- The desk keeps who looked at whom as the API does: it adds to the record, and can neither read nor change it.
grant insert on looks to kept_informed_desk;
-- The key of somebody, or of a case, is made only where they were not erased.
grant select on erasures to kept_informed_desk;
