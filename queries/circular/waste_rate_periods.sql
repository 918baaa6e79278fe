-- in which periods was the rate of solid waste put to use above the line, and in which below
-- One row per: period
-- Params: region, period
-- Columns: period period; year year; month whole; rate number % 2; target number % 0;
-- above_points number 个百分点 2; met flag; used_t number t 0; generated_and_stock_t number t 0; periods whole;
-- failed whole; status status; maturity maturity; grade grade
SELECT
    period,
    year,
    month,
    value AS rate,
    target,
    value - target AS above_points,
    coalesce(met, FALSE) AS met,
    numerator AS used_t,
    denominator AS generated_and_stock_t,
    count(*) OVER () AS periods,
    count(*) FILTER (WHERE NOT coalesce(met, FALSE)) OVER () AS failed,
    status,
    maturity,
    grade
FROM progress
WHERE
    statement = role('circular.waste')
    AND sector = total()
    AND region = coalesce($region, city())
    AND value IS NOT NULL
    AND ordinal <= ordinal_of($period)
ORDER BY ordinal
