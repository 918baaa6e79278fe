-- S7: on which days a unit changes its state; an extension counts with its document only
-- One row per: record, day from which the state holds
-- Params: (none)
SELECT
    record_key,
    day AS from_day,
    listed_on AS since,
    deadline(planned_on, extension_document, extended_to) AS due_on,
    CASE
        WHEN retired_on <= day THEN 'retired'
        WHEN finished_on <= day AND exceeds(achieved_level, baseline_level) THEN 'done_below'
        WHEN finished_on <= day THEN if(in_time(finished_on, due_on, day), 'done', 'done_late')
        WHEN due_on < day THEN 'overdue'
        WHEN extension_document IS NOT NULL AND extended_to IS NOT NULL THEN 'extended'
        ELSE 'open'
    END AS state
FROM retrofit_deadlines
CROSS JOIN unnest(days_of_change([listed_on, planned_on, extended_to, finished_on, retired_on])) AS days (day)
WHERE listed_on <= day
