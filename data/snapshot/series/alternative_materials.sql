-- T31: tonnes of alternative raw material and fuel in all raw material and fuel of building-material lines
-- One row per: region, item (raw_material, fuel, '' for both by mass), period
-- Params: base_year
WITH lines AS (
    SELECT *
    FROM product_energy
    WHERE year >= coalesce($base_year, 0) AND (raw_material_t IS NOT NULL OR fuel_t IS NOT NULL)
),

-- Once in the city, once in its county, once in its zone.
placed AS (
    SELECT * REPLACE (unnest(places) AS region)
    FROM lines
),

added AS (
    SELECT
        region,
        year,
        month,
        period,
        if(count(raw_material_t) = count(*), sum(raw_material_t), NULL) AS raw,
        if(count(alternative_raw_t) = count(*), sum(alternative_raw_t), NULL) AS alternative_raw,
        if(count(fuel_t) = count(*), sum(fuel_t), NULL) AS fuel,
        if(count(alternative_fuel_t) = count(*), sum(alternative_fuel_t), NULL) AS alternative_fuel,
        min(maturity_rank) AS maturity_rank,
        max(grade_rank) AS grade_rank
    FROM placed
    GROUP BY region, year, month, period
),

rates AS (
    SELECT
        '' AS item,
        alternative_raw + alternative_fuel AS numerator,
        raw + fuel AS denominator,
        if(numerator IS NULL OR denominator IS NULL, 'insufficient', 'parts') AS judgement,
        * EXCLUDE (raw, alternative_raw, fuel, alternative_fuel)
    FROM added
    UNION ALL BY NAME
    SELECT
        'raw_material' AS item,
        alternative_raw AS numerator,
        raw AS denominator,
        * EXCLUDE (raw, alternative_raw, fuel, alternative_fuel)
    FROM added
    UNION ALL BY NAME
    SELECT
        'fuel' AS item,
        alternative_fuel AS numerator,
        fuel AS denominator,
        * EXCLUDE (raw, alternative_raw, fuel, alternative_fuel)
    FROM added
)

SELECT
    *,
    100 * numerator / nullif(denominator, 0) AS value
FROM rates
