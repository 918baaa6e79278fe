-- T31: alternative raw material in all raw material (by mass), alternative fuel in all fuel (by heat)
-- One row per: region, item (raw_material, fuel, '' for both side by side), period
-- Params: base_year
WITH lines AS (
    SELECT *
    FROM product_energy
    WHERE
        year >= coalesce($base_year, 0)
        AND (raw_material_t IS NOT NULL OR fuel_t IS NOT NULL OR fuel_tce IS NOT NULL)
),

-- Once in the city, once in its county, once in its zone.
placed AS (
    SELECT * REPLACE (unnest(places) AS region)
    FROM lines
),

-- A tonne of refuse is no tonne of coal: fuels are added up as heat, and without it nothing is said of them.
added AS (
    SELECT
        region,
        year,
        month,
        period,
        if(count(raw_material_t) = count(*), sum(raw_material_t), NULL) AS raw,
        if(count(alternative_raw_t) = count(*), sum(alternative_raw_t), NULL) AS alternative_raw,
        if(count(fuel_tce) = count(*), sum(fuel_tce), NULL) AS fuel,
        if(count(alternative_fuel_tce) = count(*), sum(alternative_fuel_tce), NULL) AS alternative_fuel,
        min(maturity_rank) AS maturity_rank,
        max(grade_rank) AS grade_rank
    FROM placed
    GROUP BY region, year, month, period
),

-- Mass and heat have no sum: both together are as good as the worse one.
rates AS (
    SELECT
        *,
        unnest([
            { 'item': 'raw_material', 'part': alternative_raw, 'whole': raw, 'judgement': NULL },
            { 'item': 'fuel', 'part': alternative_fuel, 'whole': fuel, 'judgement': NULL },
            { 'item': '', 'part': NULL, 'whole': NULL, 'judgement': 'parts' }
        ]) AS told
    FROM added
)

SELECT
    rates.region,
    rates.told.item,
    rates.year,
    rates.month,
    rates.period,
    100 * rates.told.part / nullif(rates.told.whole, 0) AS value,
    rates.told.part AS numerator,
    rates.told.whole AS denominator,
    rates.told.judgement,
    rates.maturity_rank,
    rates.grade_rank
FROM rates
