-- S16: on which days an enterprise has how many of the things it must have
-- One row per: record, day from which the state holds
-- Params: (none)
SELECT
    record_key,
    day AS from_day,
    cast(plan_needed = 'yes' AS INTEGER)
    + cast(post_needed = 'yes' AS INTEGER)
    + cast(disclosure_needed = 'yes' AS INTEGER) AS needed,
    cast(has_by(plan_needed, plan_made_on, day) AS INTEGER)
    + cast(has_by(post_needed, post_filled_on, day) AS INTEGER)
    + cast(disclosed_by(disclosure_needed, disclosed_on, disclosure_document, day) AS INTEGER) AS done,
    coalesce(listed_on, DATE '2020-12-31') AS since,
    due_on,
    CASE
        WHEN needed = 0 THEN 'not_due'
        WHEN done = needed THEN 'complete'
        WHEN due_on < day THEN 'overdue'
        WHEN done = 0 THEN 'nothing'
        ELSE 'partly'
    END AS state
FROM enterprise_plans
CROSS JOIN
    unnest(days_of_change([listed_on, due_on, plan_made_on, post_filled_on, disclosed_on])) AS days (day)
WHERE coalesce(listed_on <= day, TRUE)
