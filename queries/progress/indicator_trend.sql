-- how has one statement moved in one place, against its required path and target
-- One row per: period
-- Params: statement, region, sector, basis, period
-- Columns: period period; year year; month code; month_start date; as_of date; value number of unit;
-- unit unit; required number of unit; target number of unit; due_year year; base_year year;
-- base_value number of unit; attained number %; required_share number %; gap number of unit; ratio number;
-- status status; maturity maturity; grade grade; short_of_path number of unit; numerator number;
-- denominator number; coverage number % 1; missing text
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
    * (required - value) AS short_of_path,
    numerator,
    denominator,
    coverage,
    missing
FROM progress
WHERE
    statement = $statement
    AND region = coalesce($region, city())
    AND sector = coalesce($sector, total())
    AND (basis = coalesce($basis, default_basis()) OR basis = '')
    AND ordinal <= ordinal_of($period)
ORDER BY ordinal
