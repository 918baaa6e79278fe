-- how many building-material lines are green and low-carbon, and how far raw material and fuel are replaced
-- One row per: period
-- Params: region
-- Columns: period period; year year; lines whole; low_carbon_lines whole; alternative_raw_share number % 1;
-- alternative_fuel_share number % 1; grade grade
SELECT
    period,
    year,
    count(*) AS lines,
    cast(count_if(low_carbon_line = 'yes') AS INTEGER) AS low_carbon_lines,
    100 * sum(alternative_raw_t) FILTER (WHERE raw_material_t IS NOT NULL) / nullif(sum(raw_material_t), 0)
        AS alternative_raw_share,
    -- fuels by their heat, which every line that burns some must give
    if(
        count(fuel_tce) FILTER (WHERE alternative_fuel_tce IS NOT NULL) = count(*),
        100 * sum(alternative_fuel_tce) / nullif(sum(fuel_tce), 0),
        NULL
    ) AS alternative_fuel_share,
    arg_max(grade, grade_rank) AS grade
FROM snapshot.product_energy
WHERE
    (raw_material_t IS NOT NULL OR fuel_t IS NOT NULL OR fuel_tce IS NOT NULL)
    AND counts_in(places, $region)
GROUP BY period, year
ORDER BY year
