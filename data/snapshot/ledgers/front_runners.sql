-- S18: from which day a title is in force, and from which it has expired; its last day is a valid one
-- One row per: record, day from which the state holds
-- Params: (none)
SELECT
    record_key,
    day AS from_day,
    published_on AS since,
    due_on,
    if(due_on < day, 'expired', 'in_force') AS state
FROM (
    SELECT
        *,
        last_valid_day(published_on, valid_until) AS due_on
    FROM front_runners
) AS dated
CROSS JOIN unnest(days_of_change([published_on, due_on])) AS days (day)
WHERE published_on <= day
