-- T05: CO2 per unit of industrial value added at the prices of the base year
-- One row per: region, sector, period (whole years)
-- Params: base_year, factors (one grid factor for all years, or as reported)
WITH levels AS (
    SELECT * REPLACE (CASE $factors WHEN 'one' THEN total WHEN 'reported' THEN reported_total END AS total)
    FROM co2_levels
    WHERE month = 12 AND year >= coalesce($base_year, 0)
)

SELECT
    levels.region,
    levels.sector,
    levels.year,
    levels.month,
    levels.period,
    levels.total / nullif(added.value_added, 0) AS value,
    levels.total AS numerator,
    added.value_added AS denominator,
    least(levels.maturity_rank, coalesce(added.maturity_rank, 3)) AS maturity_rank,
    greatest(levels.grade_rank, coalesce(added.grade_rank, 0)) AS grade_rank
FROM levels
LEFT JOIN constant_value_added AS added
    ON
        levels.region = added.region
        AND levels.sector = added.sector
        AND added.price_year = $base_year
        AND levels.year = added.year
