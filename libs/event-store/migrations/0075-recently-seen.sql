-- Somebody opens again at the desk what they looked at last: by their own looks alone. Which of them those are it reads; not what
-- of whom was shown, from where and by what right.
grant select (position, at, staff_id, route, case_ids, participant_ids) on looks to kept_informed_desk;
