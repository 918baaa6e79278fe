-- which figures of one place and sector differ from the publication before
-- One row per: statement (the newest period of each side)
-- Params: region, sector, basis
-- Columns: statement statement; unit unit; decimals whole; period_before period; period_after period;
-- value_before number of unit; value_after number of unit; status_before status; status_after status;
-- verdict_before status; verdict_after status; verdict_period period; grade grade
WITH now AS (
    SELECT *
    FROM snapshot.progress
    WHERE
        region = coalesce($region, city())
        AND sector = coalesce($sector, total())
        AND item = ''
        AND (basis = coalesce($basis, default_basis()) OR basis = '')
    QUALIFY row_number() OVER (PARTITION BY statement ORDER BY year DESC, month DESC) = 1
),

before AS (
    SELECT *
    FROM previous.progress
    WHERE
        region = coalesce($region, city())
        AND sector = coalesce($sector, total())
        AND item = ''
        AND (basis = coalesce($basis, default_basis()) OR basis = '')
    QUALIFY row_number() OVER (PARTITION BY statement ORDER BY year DESC, month DESC) = 1
)

SELECT
    statements.statement,
    statements.unit,
    statements.decimals,
    before.period AS period_before,
    now.period AS period_after,
    before.value AS value_before,
    now.value AS value_after,
    coalesce(before.status, 'no_data') AS status_before,
    coalesce(now.status, 'no_data') AS status_after,
    before.verdict AS verdict_before,
    now.verdict AS verdict_after,
    coalesce(now.verdict_period, before.verdict_period) AS verdict_period,
    now.grade
FROM statements
LEFT JOIN now ON statements.statement = now.statement
LEFT JOIN before ON statements.statement = before.statement
WHERE
    -- what no screen would show differently is no change
    round(now.value * pow(10, statements.decimals + 1))
    IS DISTINCT FROM round(before.value * pow(10, statements.decimals + 1))
    OR now.status IS DISTINCT FROM before.status
    OR now.verdict IS DISTINCT FROM before.verdict
ORDER BY statements.ordinal
