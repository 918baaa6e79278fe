-- how have these statements moved, year by year, up to what their cards show
-- One row per: statement, period (whole years and the newest period)
-- Params: statements, region, sector, basis, period
-- Columns: statement statement; period period; value number; grade grade
WITH shown AS (
    SELECT
        progress.*,
        max(progress.ordinal) OVER (PARTITION BY progress.statement) AS newest,
        arg_max(progress.base_year, progress.ordinal) OVER (PARTITION BY progress.statement) AS newest_base
    FROM progress
    INNER JOIN statements ON progress.statement = statements.statement
    WHERE
        ($statements IS NULL OR progress.statement IN (SELECT unnest(cast($statements AS VARCHAR[]))))
        AND progress.region = coalesce($region, city())
        AND progress.sector = coalesce($sector, total())
        AND (progress.basis = coalesce($basis, default_basis()) OR progress.basis = '')
        AND progress.ordinal <= ordinal_of($period)
        AND speaks_of_its_target(statements.rule, progress.year, progress.due_year)
)

SELECT
    statement,
    period,
    value,
    grade
FROM shown
WHERE (month = 12 OR ordinal = newest) AND base_year IS NOT DISTINCT FROM newest_base
ORDER BY statement, ordinal
