-- for how long have the open rows of a ledger (or its titles in force) stood on the list
-- One row per: ledger, span of age
-- Params: ledger, region, sector, as_of
-- Columns: ledger code; span code; count whole; grade grade
WITH spans AS (
    SELECT
        told.span,
        told.least_days,
        told.most_days
    FROM (VALUES ('quarter', 0, 90), ('year', 91, 365), ('two_years', 366, 730), ('longer', 731, 99999))
        AS told (span, least_days, most_days)
),

found AS (
    SELECT *
    FROM shown_ledgers(ledger_day($as_of))
    WHERE
        counted
        AND counts_in(places, $region)
        AND ($sector IS NULL OR $sector = total() OR sector = $sector)
)

SELECT
    known.ledger,
    spans.span,
    count(found.record_key) AS count,
    max_by(found.grade, grades.rank) AS grade
FROM snapshot.plan_ledgers AS known
CROSS JOIN spans
LEFT JOIN found
    ON known.ledger = found.ledger AND found.age_days BETWEEN spans.least_days AND spans.most_days
LEFT JOIN snapshot.plan_grades AS grades ON found.grade = grades.code
WHERE known.listed AND ($ledger IS NULL OR known.ledger = $ledger)
GROUP BY known.ledger, spans.span, spans.least_days
ORDER BY known.ledger, spans.least_days
