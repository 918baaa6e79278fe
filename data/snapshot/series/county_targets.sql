-- T34: which counties and zones have targets by a document, and whether together they support the city's
-- One row per: region, period
-- Params: base_year
WITH taken AS (
    SELECT
        region,
        year AS first_year,
        year AS last_year,
        grade_rank
    FROM county_targets
    WHERE document IS NOT NULL
    UNION ALL
    SELECT
        region,
        year(valid_from) AS first_year,
        coalesce(due_year, 9999) AS last_year,
        grade_rank
    FROM targets
    WHERE source = 'S22' AND begun AND region <> city()
),

years AS (
    SELECT
        year,
        12 AS month,
        cast(year AS VARCHAR) AS period
    FROM (
        SELECT year FROM county_targets
        UNION
        SELECT first_year AS year FROM taken
    ) AS told
    WHERE year >= coalesce($base_year, 0)
),

due AS (
    SELECT
        years.year,
        years.month,
        years.period,
        regions.code AS region,
        count(taken.region) > 0 AS covered,
        max(taken.grade_rank) AS grade_rank
    FROM years
    INNER JOIN plan_regions AS regions
        ON regions.kind IN ('county', 'zone') AND years.year BETWEEN regions.first_year AND regions.last_year
    LEFT JOIN taken
        ON regions.code = taken.region AND years.year BETWEEN taken.first_year AND taken.last_year
    GROUP BY years.year, years.month, years.period, regions.code
),

-- Of each statement the breakdown of the next due year: none may fall short of the city's, one must reach it.
held AS (
    SELECT
        year,
        bool_or(supports) AS supported,
        bool_or(NOT supports) AS short
    FROM (
        SELECT
            years.year,
            parts.supports
        FROM years
        INNER JOIN decomposed_targets AS parts ON coalesce(parts.due_year, 9999) >= years.year
        QUALIFY parts.due_year IS NOT DISTINCT FROM min(parts.due_year) OVER (
            PARTITION BY years.year, parts.statement
        )
    ) AS next_due
    GROUP BY year
)

SELECT
    region,
    year,
    month,
    period,
    if(covered, 100.0, 0.0) AS value,
    cast(covered AS INTEGER) AS numerator,
    1 AS denominator,
    if(covered, 'achieved', 'not_assigned') AS judgement,
    coalesce(grade_rank, max(grade_rank) OVER (PARTITION BY year), 1) AS grade_rank
FROM due
UNION ALL BY NAME
SELECT
    city() AS region,
    due.year,
    due.month,
    due.period,
    100.0 * count_if(due.covered) / count(*) AS value,
    count_if(due.covered) AS numerator,
    count(*) AS denominator,
    CASE
        WHEN count_if(due.covered) < count(*) THEN NULL
        WHEN bool_or(held.short) THEN 'behind'
        WHEN NOT coalesce(bool_or(held.supported), FALSE) THEN 'insufficient'
    END AS judgement,
    coalesce(max(due.grade_rank), 1) AS grade_rank
FROM due
LEFT JOIN held ON due.year = held.year
GROUP BY due.year, due.month, due.period
