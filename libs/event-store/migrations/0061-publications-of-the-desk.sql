-- Returns are published, read and asked again on the desk too (docs/decisions/0030).
grant select, insert on publications to kept_informed_desk;
