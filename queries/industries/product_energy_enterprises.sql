-- which enterprises and lines make a product with more or less energy than the mean and the advanced level
-- One row per: enterprise, product, line
-- Params: product, region, period
WITH known AS (
    SELECT *
    FROM snapshot.product_energy
    WHERE
        year * 100 + month <= ordinal_of($period)
        AND ($product IS NULL OR product = $product)
        AND ($region IS NULL OR $region = city() OR region = $region)
),

latest AS (
    SELECT *
    FROM known
    WHERE year * 100 + month = (SELECT max(year * 100 + month) FROM known)
)

SELECT
    latest.product,
    choices.name AS product_name,
    choices.name_en AS product_name_en,
    latest.enterprise_key,
    enterprises.enterprise,
    latest.line,
    latest.region,
    regions.region_name,
    regions.region_name_en,
    latest.period,
    latest.output_t,
    latest.energy_tce,
    1000 * latest.energy_tce / nullif(latest.output_t, 0) AS unit_energy_kgce_per_t,
    latest.unit_energy AS reported_kgce_per_t,
    means.unit_energy AS mean_kgce_per_t,
    latest.advanced_unit_energy AS advanced_kgce_per_t,
    targets.value AS target_kgce_per_t,
    latest.co2_t / nullif(latest.output_t, 0) AS unit_co2_t_per_t,
    100 * latest.alternative_raw_t / nullif(latest.raw_material_t, 0) AS alternative_raw_share,
    100 * latest.alternative_fuel_t / nullif(latest.fuel_t, 0) AS alternative_fuel_share,
    latest.low_carbon_line = 'yes' AS low_carbon_line,
    latest.grade
FROM latest
INNER JOIN snapshot.plan_choices AS choices
    ON choices.template = 'S8' AND choices.field = 'product' AND latest.product = choices.code
INNER JOIN snapshot.plan_products AS products ON latest.product = products.code
INNER JOIN regions ON latest.region = regions.region
LEFT JOIN enterprises ON latest.enterprise_key = enterprises.enterprise_key
LEFT JOIN snapshot.derived_products AS means
    ON means.region = city() AND latest.product = means.product AND latest.period = means.period
LEFT JOIN snapshot.plan_targets AS targets
    ON
        targets.region = city()
        AND targets.statement = products.statement
ORDER BY choices.ordinal, unit_energy_kgce_per_t DESC NULLS LAST
