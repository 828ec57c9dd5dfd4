-- What administrators change in pages is kept as what they change over the API.
grant insert on administrator_acts to kept_informed_desk;
