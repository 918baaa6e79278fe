-- how has one statement moved in one place, against its required path and target
-- One row per: period
-- Params: statement, region, sector, basis, period
SELECT
    period,
    year,
    month,
    make_date(year, month, 1) AS month_start,
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
    grade
FROM progress
WHERE
    statement = $statement
    AND region = coalesce($region, '450200')
    AND sector = coalesce($sector, 'TOTAL')
    AND (basis = coalesce($basis, 'calorific') OR basis = '')
    AND ordinal <= ordinal_of($period)
ORDER BY ordinal
