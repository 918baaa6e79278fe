-- which figures, statuses and verdicts of the targets differ between two snapshots
-- One row per: statement, region, sector, basis, period
-- Params: (none)
SELECT
    coalesce(a.statement, b.statement) AS statement,
    coalesce(a.indicator, b.indicator) AS indicator,
    coalesce(a.region, b.region) AS region,
    coalesce(a.sector, b.sector) AS sector,
    coalesce(a.period, b.period) AS period,
    b.value AS value_before,
    a.value AS value_after,
    coalesce(a.unit, b.unit) AS unit,
    coalesce(b.status, 'no_data') AS status_before,
    coalesce(a.status, 'no_data') AS status_after,
    coalesce(a.grade, b.grade, '') AS grade,
    coalesce(a.basis, b.basis) AS basis,
    coalesce(b.verdict, '') AS verdict_before,
    coalesce(a.verdict, '') AS verdict_after
FROM after.progress AS a
FULL OUTER JOIN before.progress AS b
    ON
        a.statement = b.statement
        AND a.region = b.region
        AND a.sector = b.sector
        AND a.item = b.item
        AND a.basis = b.basis
        AND a.period = b.period
WHERE
    coalesce(a.item, b.item) = ''
    AND (
        abs(coalesce(a.value, 1e300) - coalesce(b.value, 1e300)) > 1e-9
        OR a.status IS DISTINCT FROM b.status
        OR a.verdict IS DISTINCT FROM b.verdict
    )
ORDER BY
    coalesce(a.statement, b.statement),
    coalesce(a.region, b.region) <> '450200',
    coalesce(a.region, b.region),
    coalesce(a.sector, b.sector) <> 'TOTAL',
    coalesce(a.sector, b.sector),
    coalesce(a.basis, b.basis),
    coalesce(a.year, b.year) DESC,
    coalesce(a.month, b.month) DESC
LIMIT 500
