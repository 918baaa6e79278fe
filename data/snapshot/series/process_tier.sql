-- share of steel process installations, or of their capacity, at a tier of efficiency or better
-- One row per: region, item (process, '' for all), period
-- Params: base_year, tier (baseline or benchmark), counted (installations or capacity)
WITH rated AS (
    SELECT
        *,
        CASE $counted WHEN 'installations' THEN 1.0::DOUBLE WHEN 'capacity' THEN capacity_t END AS share_of,
        at_most(unit_energy, CASE $tier WHEN 'baseline' THEN baseline WHEN 'benchmark' THEN benchmark END)
            AS reached
    FROM steel_processes
    WHERE year >= coalesce($base_year, 0)
),

placed AS (
    SELECT *
    FROM rated
    WHERE region <> city()
    UNION ALL
    SELECT * REPLACE (city() AS region)
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
        min(maturity_rank) AS maturity_rank,
        max(grade_rank) AS grade_rank
    FROM placed
    GROUP BY GROUPING SETS ((region, process, year, month, period), (region, year, month, period))
)

SELECT
    *,
    100 * numerator / nullif(denominator, 0) AS value
FROM added
