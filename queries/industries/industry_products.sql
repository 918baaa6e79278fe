-- how much energy and CO2 go into each tonne of product, against target, advanced level and last year
-- One row per: product (its newest period, or the newest up to the one asked for)
-- Params: industry, product, region, period
-- Columns: product product; period period; year year; enterprises whole; output_t number 吨 0;
-- energy_tce number 吨标准煤 0; unit_energy_kgce_per_t number 千克标准煤/吨 1;
-- last_year_kgce_per_t number 千克标准煤/吨 1; change_percent number % 1; target_statement statement;
-- target_kgce_per_t number 千克标准煤/吨 1; above_target_kgce_per_t number 千克标准煤/吨 1;
-- target_percent number % 1; advanced_kgce_per_t number 千克标准煤/吨 1;
-- above_advanced_kgce_per_t number 千克标准煤/吨 1; advanced_percent number % 1;
-- unit_co2_t_per_t number 吨二氧化碳/吨 3; co2_change_percent number % 1; low_carbon_lines whole;
-- advanced_status status; energy_status status; co2_status status; grade grade
WITH known AS (
    SELECT *
    FROM snapshot.derived_products
    WHERE region = coalesce($region, city()) AND year * 100 + month <= ordinal_of($period)
),

judged AS (
    SELECT
        item,
        period,
        max(status) FILTER (WHERE statement = role('industries.product_advanced')) AS advanced_status,
        max(status) FILTER (WHERE statement = role('industries.product_energy')) AS energy_status,
        max(status) FILTER (WHERE statement = role('industries.product_co2')) AS co2_status
    FROM item_progress
    WHERE region = coalesce($region, city())
    GROUP BY item, period
)

SELECT
    now.product,
    now.period,
    now.year,
    now.enterprises,
    now.output_t,
    now.energy_tce,
    now.unit_energy AS unit_energy_kgce_per_t,
    before.unit_energy AS last_year_kgce_per_t,
    100 * (now.unit_energy / nullif(before.unit_energy, 0) - 1) AS change_percent,
    products.target_statement,
    products.target_kgce_per_t,
    excess(now.unit_energy, products.target_kgce_per_t) AS above_target_kgce_per_t,
    100
    * excess(now.unit_energy, products.target_kgce_per_t)
    / nullif(products.target_kgce_per_t, 0) AS target_percent,
    now.advanced_unit_energy AS advanced_kgce_per_t,
    excess(now.unit_energy, now.advanced_unit_energy) AS above_advanced_kgce_per_t,
    100
    * excess(now.unit_energy, now.advanced_unit_energy)
    / nullif(now.advanced_unit_energy, 0) AS advanced_percent,
    now.unit_co2 AS unit_co2_t_per_t,
    100 * (now.unit_co2 / nullif(before.unit_co2, 0) - 1) AS co2_change_percent,
    now.low_carbon_lines,
    judged.advanced_status,
    judged.energy_status,
    judged.co2_status,
    grades.code AS grade
FROM known AS now
INNER JOIN products ON now.product = products.product
LEFT JOIN known AS before
    ON now.product = before.product AND before.year = now.year - 1 AND before.month = now.month
LEFT JOIN judged ON now.product = judged.item AND now.period = judged.period
INNER JOIN snapshot.plan_grades AS grades ON now.grade_rank = grades.rank
WHERE
    ($industry IS NULL OR products.industry = $industry)
    AND ($product IS NULL OR now.product = $product)
QUALIFY row_number() OVER (PARTITION BY now.product ORDER BY now.year DESC, now.month DESC) = 1
ORDER BY products.ordinal
