-- share of one kind of energy (coal and coke, or non-fossil) in the energy enterprises use
-- One row per: region, sector, basis, period
-- Params: base_year, part (coal or non_fossil)
WITH reported AS (
    SELECT
        *,
        CASE $part WHEN 'coal' THEN coal_tce WHEN 'non_fossil' THEN non_fossil_tce END AS part_tce
    FROM standard_quantities
    WHERE year >= coalesce($base_year, 0)
),

-- Once in the city, once in its county, once in its zone.
placed AS (
    SELECT * REPLACE (unnest(places) AS region)
    FROM reported
),

added AS (
    SELECT
        region,
        if(grouping(sector) = 1, total(), sector) AS sector,
        basis,
        year,
        month,
        period,
        if(count(part_tce) = count(*), sum(part_tce), NULL) AS numerator,
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
