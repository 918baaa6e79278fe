-- how does one statement stand in the sectors of one place as of a period
-- One row per: sector
-- Params: statement, region, basis, period
-- Columns: sector sector; period period; value number of unit; unit unit; target number of unit;
-- gap number of unit; change number; attained number %; status status; maturity maturity; grade grade
SELECT
    sectors.sector,
    progress.period,
    progress.value,
    progress.unit,
    progress.target,
    progress.gap,
    moved(statements.rule, progress.unit, progress.value, progress.target) AS change,
    progress.attained,
    progress.status,
    progress.maturity,
    progress.grade
FROM progress
INNER JOIN sectors ON progress.sector = sectors.sector
INNER JOIN statements ON progress.statement = statements.statement
WHERE
    progress.statement = $statement
    AND progress.region = coalesce($region, city())
    AND (progress.basis = coalesce($basis, default_basis()) OR progress.basis = '')
    AND progress.ordinal = (
        SELECT max(ordinal)
        FROM progress
        WHERE
            statement = $statement
            AND region = coalesce($region, city())
            AND (basis = coalesce($basis, default_basis()) OR basis = '')
            AND ordinal <= ordinal_of($period)
    )
ORDER BY progress.value DESC NULLS LAST
