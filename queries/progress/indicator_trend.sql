-- how has one statement moved in one place, against its required path and target
-- One row per: period
-- Params: statement, region, sector, basis, period
SELECT
    period,
    year,
    month,
    make_date(year, month, 1) AS month_start,
    least(last_day(make_date(year, month, 1)), (SELECT horizon.as_of FROM horizon)) AS as_of,
    value,
    unit,
    required,
    target,
    due_year,
    base_year,
    base_value,
    attained,
    required_share,
    gap,
    ratio,
    status,
    maturity,
    grade,
    (SELECT statements.direction FROM statements WHERE statements.statement = $statement)
    * (required - value) AS short_of_path
FROM progress
WHERE
    statement = $statement
    AND region = coalesce($region, city())
    AND sector = coalesce($sector, total())
    AND (basis = coalesce($basis, default_basis()) OR basis = '')
    AND ordinal <= ordinal_of($period)
ORDER BY ordinal
