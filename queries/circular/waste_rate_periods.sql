-- in which periods was the rate of solid waste put to use above the line, and in which below
-- One row per: period
-- Params: region, period
-- Columns: period period; year year; month whole; rate number % 2; target number % 0;
-- above_points number 个百分点 2; met flag; used_t number t 0; generated_and_stock_t number t 0; periods whole;
-- failed whole; status status; maturity maturity; grade grade
WITH rated AS (
    SELECT
        progress.*,
        -- a fact, no verdict: how a place lies to the city's line where it has none of its own
        coalesce(
            progress.target,
            (
                SELECT max(value)
                FROM targets
                WHERE
                    statement = role('circular.waste')
                    AND region = city()
                    AND sector = total()
                    AND due_year IS NULL
                    AND in_force
            )
        ) AS line
    FROM progress
),

held AS (
    SELECT
        * EXCLUDE (line, target, met),
        line AS target,
        coalesce(round(value, 9) >= round(line, 9), FALSE) AS met
    FROM rated
)

SELECT
    period,
    year,
    month,
    value AS rate,
    target,
    value - target AS above_points,
    met,
    numerator AS used_t,
    denominator AS generated_and_stock_t,
    count(*) OVER () AS periods,
    count(*) FILTER (WHERE NOT met) OVER () AS failed,
    status,
    maturity,
    grade
FROM held
WHERE
    statement = role('circular.waste')
    AND sector = total()
    AND region = coalesce($region, city())
    AND value IS NOT NULL
    AND ordinal <= ordinal_of($period)
ORDER BY ordinal
