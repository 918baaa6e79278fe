-- T34: which counties and zones have targets by a document, and whether together they support the city's
-- One row per: region, period
-- Params: base_year
WITH years AS (
    SELECT
        year,
        month,
        period,
        max(grade_rank) AS grade_rank
    FROM county_targets
    WHERE year >= coalesce($base_year, 0)
    GROUP BY year, month, period
),

due AS (
    SELECT
        years.*,
        regions.code AS region,
        regions.code IN (
            SELECT taken.region
            FROM county_targets AS taken
            WHERE taken.period = years.period AND taken.document IS NOT NULL
        ) AS covered
    FROM years
    CROSS JOIN plan_regions AS regions
    WHERE
        regions.kind IN ('county', 'zone')
        AND years.year BETWEEN regions.first_year AND regions.last_year
)

SELECT
    region,
    year,
    month,
    period,
    if(covered, 100.0, 0.0) AS value,
    cast(covered AS INTEGER) AS numerator,
    1 AS denominator,
    NULL AS judgement,
    grade_rank
FROM due
UNION ALL BY NAME
SELECT
    city() AS region,
    year,
    month,
    period,
    100.0 * count_if(covered) / count(*) AS value,
    count_if(covered) AS numerator,
    count(*) AS denominator,
    -- all have targets, yet together they fall short of the city's
    if(
        count_if(covered) = count(*)
        AND EXISTS (
            SELECT 1 FROM decomposed_targets AS held WHERE held.year = due.year AND NOT held.supports
        ),
        'behind',
        NULL
    ) AS judgement,
    max(grade_rank) AS grade_rank
FROM due
GROUP BY year, month, period
