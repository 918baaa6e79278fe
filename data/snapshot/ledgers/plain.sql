-- any ledger without a rule of its own: open until it is done, overdue after the day it was due
-- One row per: record, day from which the state holds
-- Params: ledger
SELECT
    record_key,
    day AS from_day,
    listed_on AS since,
    due_on,
    CASE
        WHEN done_on <= day THEN if(coalesce(done_on > due_on, FALSE), 'done_late', 'done')
        WHEN due_on < day THEN 'overdue'
        ELSE 'open'
    END AS state
FROM ledger_entries
CROSS JOIN unnest(days_of_change([listed_on, due_on, done_on])) AS days (day)
WHERE ledger = $ledger AND coalesce(listed_on <= day, TRUE)
