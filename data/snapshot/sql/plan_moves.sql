-- which verdicts and statuses differ between the snapshot before and after a change of plan or program
-- One row per: statement, region, sector, item, basis, verdict or status, before, after (with its periods)
-- Params: verdicts
WITH told_before AS (
    SELECT * FROM before.progress
    UNION ALL BY NAME
    -- a snapshot from before there were verdicts has no such column
    SELECT NULL::VARCHAR AS verdict WHERE FALSE
),

told_after AS (
    SELECT * FROM after.progress
    UNION ALL BY NAME
    SELECT NULL::VARCHAR AS verdict WHERE FALSE
),

both_sides AS (
    SELECT
        coalesce(a.statement, b.statement) AS statement,
        coalesce(a.region, b.region) AS region,
        coalesce(a.sector, b.sector) AS sector,
        coalesce(a.item, b.item) AS item,
        coalesce(a.basis, b.basis) AS basis,
        coalesce(a.period, b.period) AS period,
        coalesce(b.status, 'no_data') AS status_before,
        coalesce(a.status, 'no_data') AS status_after,
        coalesce(b.verdict, '') AS verdict_before,
        coalesce(a.verdict, '') AS verdict_after
    FROM told_after AS a
    FULL OUTER JOIN told_before AS b
        ON
            a.statement = b.statement
            AND a.region = b.region
            AND a.sector = b.sector
            AND a.item = b.item
            AND a.basis = b.basis
            AND a.period IS NOT DISTINCT FROM b.period
),

moved AS (
    SELECT
        *,
        'status' AS what,
        status_before AS said_before,
        status_after AS said_after
    FROM both_sides
    UNION ALL
    SELECT
        *,
        'verdict' AS what,
        verdict_before AS said_before,
        verdict_after AS said_after
    FROM both_sides
    -- of a snapshot from before there were verdicts none has moved
    WHERE $verdicts
)

SELECT
    statement,
    region,
    sector,
    item,
    basis,
    what,
    said_before,
    said_after,
    list(period ORDER BY period DESC) FILTER (WHERE period IS NOT NULL) AS periods
FROM moved
WHERE said_before <> said_after
GROUP BY ALL
ORDER BY ALL
