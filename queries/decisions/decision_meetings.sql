-- which meetings decided something, and what became of it: the newest first
-- One row per: meeting
-- Params: today
-- Columns: met_on date; meeting text; count whole; open whole; overdue whole; done whole; dropped whole;
-- grade grade
SELECT
    met_on,
    meeting,
    count(*) AS count,
    count(*) FILTER (WHERE open) AS open,
    count(*) FILTER (WHERE state = 'overdue') AS overdue,
    count(*) FILTER (WHERE state IN ('done', 'done_late')) AS done,
    count(*) FILTER (WHERE state = 'dropped') AS dropped,
    max_by(grade, grade_rank) AS grade
FROM decisions_judged($today)
GROUP BY met_on, meeting
ORDER BY met_on DESC, meeting
