-- T26: of the steel process installations in service, how many are at the baseline efficiency or better
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
)

-- One installation whose energy is not known leaves the whole unknown.
SELECT
    region,
    if(grouping(process) = 1, '', process) AS item,
    year,
    month,
    period,
    if(count(unit_energy) = count(*), 100.0 * count_if(unit_energy <= baseline) / count(*), NULL) AS value,
    count_if(unit_energy <= baseline) AS numerator,
    count(*) AS denominator,
    min(maturity_rank) AS maturity_rank,
    max(grade_rank) AS grade_rank
FROM placed
GROUP BY GROUPING SETS ((region, process, year, month, period), (region, year, month, period))
