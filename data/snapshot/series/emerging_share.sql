-- T10: share of strategic emerging industries in gross industrial output
-- One row per: region, period (sector TOTAL, no basis)
-- Params: base_year
WITH reported AS (
    SELECT
        region,
        year,
        month,
        period,
        coalesce(
            max(emerging_output) FILTER (WHERE category = total()),
            sum(emerging_output) FILTER (WHERE category <> total())
        ) AS numerator,
        max(total_output) AS denominator,
        min(maturity_rank) AS maturity_rank,
        max(grade_rank) AS grade_rank
    FROM emerging_output
    GROUP BY ALL
),

-- The city from its counties, only when all of them have reported.
summed AS (
    SELECT
        counties.parent AS region,
        reported.year,
        reported.month,
        reported.period,
        sum(reported.numerator) AS numerator,
        sum(reported.denominator) AS denominator,
        min(reported.maturity_rank) AS maturity_rank,
        max(reported.grade_rank) AS grade_rank
    FROM reported
    INNER JOIN plan_county_years AS counties
        ON reported.region = counties.region AND reported.year = counties.year
    GROUP BY ALL
    HAVING
        count(*) = max(counties.counties)
        AND count(reported.denominator) = count(*)
),

shares AS (
    SELECT
        *,
        100 * numerator / nullif(denominator, 0) AS value,
        1 AS preference
    FROM reported
    UNION ALL BY NAME
    SELECT
        *,
        100 * numerator / nullif(denominator, 0) AS value,
        2 AS preference
    FROM summed
    UNION ALL BY NAME
    SELECT
        region,
        year,
        month,
        period,
        figure AS value,
        maturity_rank,
        grade_rank,
        3 AS preference
    FROM published_figures
    WHERE indicator = '战略性新兴产业占规上工业总产值比重' AND published_unit = '%'
)

SELECT
    region,
    total() AS sector,
    '' AS basis,
    year,
    month,
    period,
    value,
    numerator,
    denominator,
    maturity_rank,
    grade_rank
FROM shares
WHERE year >= $base_year
QUALIFY row_number() OVER (PARTITION BY region, period ORDER BY grade_rank, value IS NULL, preference) = 1
