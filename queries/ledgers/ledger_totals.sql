-- how many rows has each ledger on a day, how many are open, late or due soon, and which has waited longest
-- One row per: ledger
-- Params: ledger, region, sector, as_of
-- Columns: ledger code; count whole; open whole; in_force whole; settled whole; overdue whole; due_30_days
-- whole; due_90_days whole; oldest_days whole; oldest named of ledger; oldest_region region; grade grade;
-- as_of date
WITH found AS (
    SELECT *
    FROM shown_ledgers(ledger_day($as_of))
    WHERE
        counts_in(places, $region)
        AND ($sector IS NULL OR $sector = total() OR sector = $sector)
)

SELECT
    known.ledger,
    count(found.record_key) AS count,
    count(*) FILTER (WHERE found.open) AS open,
    count(*) FILTER (WHERE found.in_force) AS in_force,
    count(*) FILTER (WHERE NOT found.counted) AS settled,
    count(*) FILTER (WHERE found.due_within = 'overdue') AS overdue,
    count(*) FILTER (WHERE found.due_within = '30') AS due_30_days,
    count(*) FILTER (WHERE found.due_within IN ('30', '90')) AS due_90_days,
    max(found.age_days) FILTER (WHERE found.counted) AS oldest_days,
    max_by(found.name, found.age_days) FILTER (WHERE found.counted) AS oldest,
    max_by(found.region, found.age_days) FILTER (WHERE found.counted) AS oldest_region,
    max_by(found.grade, grades.rank) AS grade,
    ledger_day($as_of) AS as_of
FROM snapshot.plan_ledgers AS known
LEFT JOIN found ON known.ledger = found.ledger
LEFT JOIN snapshot.plan_grades AS grades ON found.grade = grades.code
WHERE known.listed AND ($ledger IS NULL OR known.ledger = $ledger)
GROUP BY known.ledger, known.ordinal
ORDER BY known.ordinal
