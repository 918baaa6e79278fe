-- how much of each energy the enterprises of a place or sector used, whoever they are
-- One row per: region, sector, basis, energy, period
-- Params: (none)
WITH placed AS (
    -- once in the city, once in its county, once in its zone
    SELECT
        unnest(places) AS region,
        coalesce(nullif(sector, ''), 'UNKNOWN') AS sector,
        * EXCLUDE (region, sector)
    FROM standard_quantities
)

SELECT
    region,
    if(grouping(sector) = 1, total(), sector) AS sector,
    basis,
    energy,
    year,
    month,
    period,
    sum(quantity) AS quantity,
    if(count(energy_tce) = count(*), sum(energy_tce), NULL) AS energy_tce,
    if(count(non_fossil_tce) = count(*), sum(non_fossil_tce), NULL) AS non_fossil_tce,
    sum(green_electricity) AS green_electricity_10k_kwh,
    count(DISTINCT enterprise_key) AS enterprises,
    max(grade_rank) AS grade_rank
FROM placed
GROUP BY
    GROUPING SETS (
        (region, sector, basis, energy, year, month, period),
        (region, basis, energy, year, month, period)
    )
HAVING grouping(sector) = 1 OR sector <> 'UNKNOWN'
ORDER BY region, sector, basis, energy, year, month
