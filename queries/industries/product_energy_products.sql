-- how much energy and CO2 go into each tonne of product, against last year and the advanced level
-- One row per: product, period
-- Params: region, product, period
WITH known AS (
    SELECT *
    FROM snapshot.derived_products
    WHERE region = coalesce($region, city()) AND year * 100 + month <= ordinal_of($period)
)

SELECT
    now.product,
    choices.name AS product_name,
    choices.name_en AS product_name_en,
    now.period,
    now.year,
    now.enterprises,
    now.output_t,
    now.energy_tce,
    now.unit_energy AS unit_energy_kgce_per_t,
    before.unit_energy AS last_year_kgce_per_t,
    100 * (now.unit_energy / nullif(before.unit_energy, 0) - 1) AS change_percent,
    now.advanced_unit_energy AS advanced_kgce_per_t,
    now.unit_energy - now.advanced_unit_energy AS above_advanced_kgce_per_t,
    now.unit_co2 AS unit_co2_t_per_t,
    100 * (now.unit_co2 / nullif(before.unit_co2, 0) - 1) AS co2_change_percent,
    now.low_carbon_lines,
    grades.code AS grade
FROM known AS now
INNER JOIN snapshot.plan_choices AS choices
    ON choices.template = 'S8' AND choices.field = 'product' AND now.product = choices.code
LEFT JOIN
    known AS before
    ON now.product = before.product AND before.year = now.year - 1 AND before.month = now.month
INNER JOIN snapshot.plan_grades AS grades ON now.grade_rank = grades.rank
WHERE $product IS NULL OR now.product = $product
ORDER BY now.year DESC, now.month DESC, choices.ordinal
