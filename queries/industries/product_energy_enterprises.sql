-- which enterprises and lines make a product with more or less energy than the mean and the advanced level
-- One row per: enterprise, product, line
-- Params: product, region, period
-- Columns: product product; enterprise_key enterprise of S8; enterprise enterprise of S8; line text; region
-- region; period period; output_t number 吨 0; energy_tce number 吨标准煤 0; unit_energy_kgce_per_t number 千克标准煤/吨
-- 1; reported_kgce_per_t number 千克标准煤/吨 1; mean_kgce_per_t number 千克标准煤/吨 1; advanced_kgce_per_t number
-- 千克标准煤/吨 1; target_kgce_per_t number 千克标准煤/吨 1; unit_co2_t_per_t number 吨二氧化碳/吨 3; alternative_raw_share
-- number % 1; alternative_fuel_share number % 1; low_carbon_line flag; grade grade
WITH known AS (
    SELECT *
    FROM snapshot.product_energy
    WHERE
        year * 100 + month <= ordinal_of($period)
        AND ($product IS NULL OR product = $product)
        AND counts_in(places, $region)
),

latest AS (
    SELECT *
    FROM known
    WHERE year * 100 + month = (SELECT max(year * 100 + month) FROM known)
)

SELECT
    latest.product,
    latest.enterprise_key,
    enterprises.enterprise,
    latest.line,
    latest.region,
    latest.period,
    latest.output_t,
    latest.energy_tce,
    1000 * latest.energy_tce / nullif(latest.output_t, 0) AS unit_energy_kgce_per_t,
    latest.unit_energy AS reported_kgce_per_t,
    means.unit_energy AS mean_kgce_per_t,
    latest.advanced_unit_energy AS advanced_kgce_per_t,
    products.target_kgce_per_t,
    latest.co2_t / nullif(latest.output_t, 0) AS unit_co2_t_per_t,
    100 * latest.alternative_raw_t / nullif(latest.raw_material_t, 0) AS alternative_raw_share,
    100 * latest.alternative_fuel_t / nullif(latest.fuel_t, 0) AS alternative_fuel_share,
    latest.low_carbon_line = 'yes' AS low_carbon_line,
    latest.grade
FROM latest
INNER JOIN products ON latest.product = products.product
LEFT JOIN enterprises ON latest.enterprise_key = enterprises.enterprise_key
LEFT JOIN snapshot.derived_products AS means
    ON means.region = city() AND latest.product = means.product AND latest.period = means.period
ORDER BY products.ordinal, unit_energy_kgce_per_t DESC NULLS LAST
