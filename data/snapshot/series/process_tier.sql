-- share of steel process installations, or of their capacity process by process, at a tier or better
-- One row per: region, item (process, '' for all installations or the lowest process counted), period
-- Params: base_year, tier (baseline or benchmark), counted (installations or capacity)
WITH rated AS (
    SELECT
        *,
        CASE $counted WHEN 'installations' THEN 1.0::DOUBLE WHEN 'capacity' THEN capacity_t END AS share_of,
        at_most(unit_energy, CASE $tier WHEN 'baseline' THEN baseline WHEN 'benchmark' THEN benchmark END)
            AS reached
    FROM steel_processes
    -- one without capacity is out of service
    WHERE year >= coalesce($base_year, 0) AND capacity_t > 0
),

-- Once in the city, once in its county, once in its zone.
placed AS (
    SELECT * REPLACE (unnest(places) AS region)
    FROM rated
),

-- One installation whose energy is not known leaves the whole unknown.
added AS (
    SELECT
        region,
        if(grouping(process) = 1, '', process) AS item,
        year,
        month,
        period,
        if(
            count(unit_energy) = count(*),
            coalesce(sum(share_of) FILTER (WHERE reached), 0),
            NULL
        ) AS numerator,
        sum(share_of) AS denominator,
        100 * numerator / nullif(denominator, 0) AS value,
        min(maturity_rank) AS maturity_rank,
        max(grade_rank) AS grade_rank
    FROM placed
    GROUP BY GROUPING SETS ((region, process, year, month, period), (region, year, month, period))
),

-- Installations can be added up. Tonnes of coke, iron and steel cannot: a process that is not counted stands
-- beside, and where capacity is asked for no sum speaks.
parts AS (
    SELECT
        added.*,
        counted.text IS NOT NULL AS counts,
        if($counted = 'installations' OR counts, NULL, 'no_target') AS judgement
    FROM added
    LEFT JOIN plan_settings AS counted
        ON counted.section = 'steel_benchmark' AND counted.name = 'processes' AND added.item = counted.text
    WHERE $counted = 'installations' OR added.item <> ''
),

-- The lowest of the processes counted; none of them here is nothing due.
lowest AS (
    SELECT
        region,
        '' AS item,
        year,
        month,
        period,
        if(count(value) FILTER (WHERE counts) = count_if(counts), min(value) FILTER (WHERE counts), NULL)
            AS value,
        arg_min(numerator, value) FILTER (WHERE counts) AS numerator,
        arg_min(denominator, value) FILTER (WHERE counts) AS denominator,
        CASE
            WHEN bool_or(counts) THEN 'parts'
            -- it had one, and nobody tells what became of it
            WHEN bool_or(bool_or(counts)) OVER (PARTITION BY region ORDER BY year, month) THEN 'insufficient'
            ELSE 'not_applicable'
        END AS judgement,
        min(maturity_rank) AS maturity_rank,
        max(grade_rank) AS grade_rank
    FROM parts
    WHERE $counted = 'capacity'
    GROUP BY region, year, month, period
)

SELECT *
FROM lowest
UNION ALL BY NAME
SELECT
    region,
    item,
    year,
    month,
    period,
    value,
    numerator,
    denominator,
    judgement,
    maturity_rank,
    grade_rank
FROM parts
