-- who reported what in which period, with the amount it weighs: what a mean, share or coverage is made of
-- One row per: roster, measure (basis, product, process, kind), member, period
-- Params: (none)
SELECT
    'energy' AS roster,
    basis AS measure,
    enterprise_key AS member,
    enterprise_key,
    max(enterprise) AS name,
    any_value(places) AS places,
    max(sector) AS sector,
    year,
    month,
    sum(energy_tce) AS weight,
    TRUE AS due,
    TRUE AS adds
FROM standard_quantities
GROUP BY enterprise_key, basis, year, month
UNION ALL BY NAME
SELECT
    'products' AS roster,
    product AS measure,
    concat_ws('|', enterprise_key, nullif(line, '')) AS member,
    enterprise_key,
    concat_ws(' ', enterprise, nullif(line, '')) AS name,
    places,
    '' AS sector,
    year,
    month,
    output_t AS weight,
    TRUE AS due,
    FALSE AS adds
FROM product_energy
UNION ALL BY NAME
SELECT
    'materials' AS roster,
    'raw_material' AS measure,
    concat_ws('|', enterprise_key, product, nullif(line, '')) AS member,
    enterprise_key,
    concat_ws(' ', enterprise, nullif(line, '')) AS name,
    places,
    '' AS sector,
    year,
    month,
    raw_material_t AS weight,
    TRUE AS due,
    FALSE AS adds
FROM product_energy
WHERE raw_material_t IS NOT NULL
UNION ALL BY NAME
SELECT
    'materials' AS roster,
    'fuel' AS measure,
    concat_ws('|', enterprise_key, product, nullif(line, '')) AS member,
    enterprise_key,
    concat_ws(' ', enterprise, nullif(line, '')) AS name,
    places,
    '' AS sector,
    year,
    month,
    fuel_tce AS weight,
    TRUE AS due,
    FALSE AS adds
FROM product_energy
WHERE fuel_t IS NOT NULL OR fuel_tce IS NOT NULL
UNION ALL BY NAME
SELECT
    'processes' AS roster,
    process AS measure,
    concat_ws('|', enterprise_key, installation) AS member,
    enterprise_key,
    concat_ws(' ', enterprise, installation) AS name,
    places,
    '' AS sector,
    year,
    month,
    capacity_t AS weight,
    TRUE AS due,
    FALSE AS adds
FROM steel_processes
UNION ALL BY NAME
SELECT
    'counted_processes' AS roster,
    told.process AS measure,
    concat_ws('|', told.enterprise_key, told.installation) AS member,
    told.enterprise_key,
    concat_ws(' ', told.enterprise, told.installation) AS name,
    told.places,
    '' AS sector,
    told.year,
    told.month,
    told.capacity_t AS weight,
    TRUE AS due,
    FALSE AS adds
FROM steel_processes AS told
INNER JOIN plan_settings AS counted
    ON counted.section = 'steel_benchmark' AND counted.name = 'processes' AND told.process = counted.text
UNION ALL BY NAME
SELECT
    'monitoring' AS roster,
    '' AS measure,
    told.enterprise_key AS member,
    told.enterprise_key,
    told.enterprise AS name,
    told.places,
    told.sector,
    told.year,
    told.month,
    told.last_year_energy_tce AS weight,
    monitoring_state(
        told.last_year_energy_tce,
        threshold.value,
        told.connected_on,
        last_day(make_date(told.year, told.month, 1))
    )
    IN ('connected', 'missing') AS due,
    TRUE AS adds
FROM online_monitoring AS told
INNER JOIN plan_settings AS threshold
    ON threshold.section = 'online_monitoring' AND threshold.name = 'threshold_tce'
UNION ALL BY NAME
SELECT
    'waste' AS roster,
    waste.kind AS measure,
    concat_ws('|', waste.enterprise_key, waste.kind) AS member,
    waste.enterprise_key,
    concat_ws(' ', waste.enterprise, kinds.name) AS name,
    waste.places,
    '' AS sector,
    waste.year,
    waste.month,
    waste.generated_t AS weight,
    TRUE AS due,
    TRUE AS adds
FROM solid_waste AS waste
LEFT JOIN plan_choices AS kinds
    ON kinds.template = 'S12' AND kinds.field = 'kind' AND waste.kind = kinds.code
