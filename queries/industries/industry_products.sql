-- how much energy goes into the products of a key industry, against target, advanced level and last year
-- One row per: product
-- Params: industry, region, period
WITH known AS (
    SELECT *
    FROM snapshot.derived_products
    WHERE region = coalesce($region, city()) AND year * 100 + month <= ordinal_of($period)
),

goals AS (
    SELECT
        statement,
        max_by(value, year) AS value
    FROM targets
    WHERE in_force AND region = city()
    GROUP BY statement
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
    choices.name AS product_name,
    choices.name_en AS product_name_en,
    now.period,
    now.year,
    now.enterprises,
    now.output_t,
    now.energy_tce,
    now.unit_energy AS unit_energy_kgce_per_t,
    100 * (now.unit_energy / nullif(before.unit_energy, 0) - 1) AS change_percent,
    goals.statement AS target_statement,
    goals.value AS target_kgce_per_t,
    now.unit_energy - goals.value AS above_target_kgce_per_t,
    100 * (now.unit_energy / nullif(goals.value, 0) - 1) AS target_percent,
    now.advanced_unit_energy AS advanced_kgce_per_t,
    now.unit_energy - now.advanced_unit_energy AS above_advanced_kgce_per_t,
    100 * (now.unit_energy / nullif(now.advanced_unit_energy, 0) - 1) AS advanced_percent,
    now.unit_co2 AS unit_co2_t_per_t,
    judged.advanced_status,
    judged.energy_status,
    judged.co2_status,
    grades.code AS grade
FROM known AS now
INNER JOIN snapshot.plan_products AS products ON now.product = products.code
INNER JOIN snapshot.plan_industries AS industries ON products.sector = industries.sector
INNER JOIN snapshot.plan_choices AS choices
    ON choices.template = 'S8' AND choices.field = 'product' AND now.product = choices.code
LEFT JOIN known AS before
    ON now.product = before.product AND before.year = now.year - 1 AND before.month = now.month
LEFT JOIN goals ON products.statement = goals.statement
LEFT JOIN judged ON now.product = judged.item AND now.period = judged.period
INNER JOIN snapshot.plan_grades AS grades ON now.grade_rank = grades.rank
WHERE industries.code = $industry
QUALIFY row_number() OVER (PARTITION BY now.product ORDER BY now.year DESC, now.month DESC) = 1
ORDER BY choices.ordinal
