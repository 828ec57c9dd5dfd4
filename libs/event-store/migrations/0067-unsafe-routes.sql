-- Whether a route is marked unsafe where they are the same person is asked for each route that is shown; few are, and without
-- this all routes of the force are gone through for each.
create index routes_unsafe on routes (participant_id) where not safe and replaced_at is null and ended_at is null;
