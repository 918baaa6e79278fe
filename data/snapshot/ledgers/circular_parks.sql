-- S13: on which days a park changes its state: plan approved, in execution, accepted
-- One row per: record, day from which the state holds
-- Params: (none)
SELECT
    record_key,
    day AS from_day,
    coalesce(if(started_on <= day, started_on, NULL), if(approved_on <= day, approved_on, NULL)) AS since,
    planned_on AS due_on,
    CASE
        WHEN accepted_on <= day THEN 'accepted'
        WHEN planned_on < day THEN 'overdue'
        WHEN started_on <= day THEN 'underway'
        WHEN approved_on <= day THEN 'approved'
        ELSE 'not_started'
    END AS state
FROM circular_parks
CROSS JOIN unnest(days_of_change([approved_on, started_on, planned_on, accepted_on])) AS days (day)
