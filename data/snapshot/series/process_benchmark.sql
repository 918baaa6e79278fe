-- T27, T28: share of steel capacity whose installations are at the benchmark efficiency or better
-- One row per: region, item (process, '' for all), period
-- Params: base_year
WITH placed AS (
    SELECT *
    FROM steel_processes
    WHERE region <> city() AND year >= coalesce($base_year, 0)
    UNION ALL
    SELECT * REPLACE (city() AS region)
    FROM steel_processes
    WHERE year >= coalesce($base_year, 0)
),

added AS (
    SELECT
        region,
        if(grouping(process) = 1, '', process) AS item,
        year,
        month,
        period,
        if(
            count(unit_energy) = count(*),
            coalesce(sum(capacity_t) FILTER (WHERE unit_energy <= benchmark), 0),
            NULL
        ) AS numerator,
        sum(capacity_t) AS denominator,
        min(maturity_rank) AS maturity_rank,
        max(grade_rank) AS grade_rank
    FROM placed
    GROUP BY GROUPING SETS ((region, process, year, month, period), (region, year, month, period))
)

SELECT
    *,
    100 * numerator / nullif(denominator, 0) AS value
FROM added
