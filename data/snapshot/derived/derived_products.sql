-- how much energy and CO2 went into each tonne of product in a place, weighted by output
-- One row per: region, product, period
-- Params: (none)
WITH placed AS (
    -- once in the city, once in its county, once in its zone
    SELECT * REPLACE (unnest(places) AS region)
    FROM product_energy
)

SELECT
    region,
    product,
    year,
    month,
    period,
    sum(output_t) AS output_t,
    sum(energy_tce) AS energy_tce,
    1000 * sum(energy_tce) / nullif(sum(output_t), 0) AS unit_energy,
    if(count(co2_t) = count(*), sum(co2_t), NULL) AS co2_t,
    if(count(co2_t) = count(*), sum(co2_t), NULL) / nullif(sum(output_t), 0) AS unit_co2,
    if(count(advanced_unit_energy) = count(*), sum(output_t * advanced_unit_energy), NULL)
    / nullif(sum(output_t), 0) AS advanced_unit_energy,
    cast(count_if(low_carbon_line = 'yes') AS INTEGER) AS low_carbon_lines,
    count(DISTINCT enterprise_key) AS enterprises,
    min(maturity_rank) AS maturity_rank,
    max(grade_rank) AS grade_rank
FROM placed
GROUP BY region, product, year, month, period
