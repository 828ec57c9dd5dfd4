-- A second person confirms an erasure in pages too, and supervisors place legal holds there. What is listed outside the database,
-- the desk adds to as the API does.
grant insert on legal_holds to kept_informed_desk;
