-- S5: from which day a title is in force, and from which it has been withdrawn
-- One row per: record, day from which the state holds
-- Params: (none)
SELECT
    record_key,
    day AS from_day,
    published_on AS since,
    cast(NULL AS DATE) AS due_on,
    if(coalesce(withdrawn_on <= day, FALSE), 'withdrawn', 'in_force') AS state
FROM green_register
CROSS JOIN unnest(days_of_change([published_on, withdrawn_on])) AS days (day)
WHERE published_on <= day
