-- how many rows of a ledger, green factories apart, are in which state on a day
-- One row per: ledger, state
-- Params: ledger, region, sector, as_of
-- Columns: ledger code; state state of ledger; open flag; in_force flag; count whole; oldest_days whole;
-- mean_age_days number 0; overdue whole; due_30_days whole; due_90_days whole; grade grade; as_of date
WITH found AS (
    SELECT *
    FROM shown_ledgers(ledger_day($as_of))
    WHERE
        counts_in(places, $region)
        AND ($sector IS NULL OR $sector = total() OR sector = $sector)
)

SELECT
    states.ledger,
    states.state,
    states.open,
    states.in_force,
    count(found.record_key) AS count,
    max(found.age_days) AS oldest_days,
    avg(found.age_days) AS mean_age_days,
    count(*) FILTER (WHERE found.due_within = 'overdue') AS overdue,
    count(*) FILTER (WHERE found.due_within = '30') AS due_30_days,
    count(*) FILTER (WHERE found.due_within IN ('30', '90')) AS due_90_days,
    max_by(found.grade, grades.rank) AS grade,
    ledger_day($as_of) AS as_of
FROM snapshot.plan_ledger_states AS states
INNER JOIN snapshot.plan_ledgers AS ledgers ON states.ledger = ledgers.ledger AND ledgers.listed
LEFT JOIN found ON states.ledger = found.ledger AND states.state = found.state
LEFT JOIN snapshot.plan_grades AS grades ON found.grade = grades.code
WHERE $ledger IS NULL OR states.ledger = $ledger
GROUP BY ALL
ORDER BY min(states.ordinal)
