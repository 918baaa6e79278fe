-- T15: share of non-fossil energy (green electricity, bagasse, biomass) in the energy enterprises use
-- One row per: region, sector, basis, period
-- Params: base_year
WITH placed AS (
    SELECT *
    FROM standard_quantities
    WHERE region <> city() AND year >= coalesce($base_year, 0)
    UNION ALL
    -- enterprises are counted once for the city, in whichever county or zone they stand
    SELECT * REPLACE (city() AS region)
    FROM standard_quantities
    WHERE year >= coalesce($base_year, 0)
),

added AS (
    SELECT
        region,
        if(grouping(sector) = 1, total(), sector) AS sector,
        basis,
        year,
        month,
        period,
        if(count(non_fossil_tce) = count(*), sum(non_fossil_tce), NULL) AS numerator,
        if(count(energy_tce) = count(*), sum(energy_tce), NULL) AS denominator,
        min(maturity_rank) AS maturity_rank,
        max(grade_rank) AS grade_rank
    FROM placed
    GROUP BY
        GROUPING SETS ((region, sector, basis, year, month, period), (region, basis, year, month, period))
    HAVING grouping(sector) = 1 OR sector NOT IN ('', total())
)

SELECT
    *,
    100 * numerator / nullif(denominator, 0) AS value
FROM added
