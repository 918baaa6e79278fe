-- how much CO2 do the five key industries emit, and how much for each unit of value added at base-year prices
-- One row per: industry, year
-- Params: region, period
SELECT
    item_progress.item AS industry,
    names.item_name AS industry_name,
    names.item_name_en AS industry_name_en,
    item_progress.region,
    item_progress.period,
    item_progress.year,
    item_progress.numerator / 10000 AS co2_10k_t,
    item_progress.denominator AS value_added_10k_yuan,
    item_progress.value AS intensity_tco2_per_10k_yuan,
    item_progress.target AS base_intensity,
    100 * (item_progress.value / nullif(item_progress.target, 0) - 1) AS change_since_base_percent,
    item_progress.status,
    item_progress.grade
FROM item_progress
INNER JOIN
    item_names AS names
    ON item_progress.statement = names.statement AND item_progress.item = names.item
WHERE
    item_progress.statement = role('industries.intensity')
    AND item_progress.region = coalesce($region, city())
    AND ($period IS NULL OR item_progress.period = $period)
ORDER BY item_progress.year DESC, co2_10k_t DESC NULLS LAST
