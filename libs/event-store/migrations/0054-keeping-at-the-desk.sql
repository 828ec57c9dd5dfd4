-- Supervisors look through what is kept of people past their time in pages, and ask there for an erasure; the API alone erases.
grant select, insert on retention_reviews to kept_informed_desk;
grant select, insert, update on erasures to kept_informed_desk;
-- Held for the length of a request, so that no hold is placed meanwhile.
grant select, update on legal_holds to kept_informed_desk;
