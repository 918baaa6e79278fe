-- energy or CO2 per tonne of each main product, weighted by output
-- One row per: region, item (product, '' for how many of them fall), period
-- Params: base_year, measure (energy or co2), scale (of the unit: 1000 for kgce of tce)
WITH parts AS (
    SELECT
        region,
        product AS item,
        year,
        month,
        period,
        CASE $measure WHEN 'energy' THEN energy_tce WHEN 'co2' THEN co2_t END AS numerator,
        $scale * numerator / nullif(output_t, 0) AS value,
        output_t AS denominator,
        maturity_rank,
        grade_rank
    FROM derived_products
    WHERE year >= coalesce($base_year, 0)
),

-- A product once reported belongs to the statement from then on; its silence is not an improvement.
expected AS (
    SELECT
        periods.region,
        periods.year,
        periods.month,
        periods.period,
        count(DISTINCT parts.item) AS items
    FROM (SELECT DISTINCT region, year, month, period FROM parts) AS periods
    INNER JOIN parts
        ON
            periods.region = parts.region
            AND parts.year * 100 + parts.month <= periods.year * 100 + periods.month
            AND parts.value IS NOT NULL
    GROUP BY ALL
),

-- No sum over products: the headline counts those that fell below the same months of the year before.
headline AS (
    SELECT
        parts.region,
        '' AS item,
        parts.year,
        parts.month,
        parts.period,
        cast(NULL AS DOUBLE) AS value,
        coalesce(count_if(round(parts.value, 9) < round(before.value, 9)), 0) AS numerator,
        expected.items AS denominator,
        if(count(*) = expected.items, 'parts', 'insufficient') AS judgement,
        min(parts.maturity_rank) AS maturity_rank,
        max(parts.grade_rank) AS grade_rank
    FROM parts
    INNER JOIN expected ON parts.region = expected.region AND parts.period = expected.period
    LEFT JOIN parts AS before
        ON
            parts.region = before.region
            AND parts.item = before.item
            AND parts.month = before.month
            AND parts.year = before.year + 1
    WHERE parts.value IS NOT NULL
    GROUP BY parts.region, parts.year, parts.month, parts.period, expected.items
)

SELECT *
FROM headline
UNION ALL BY NAME
SELECT
    *,
    cast(NULL AS VARCHAR) AS judgement
FROM parts
WHERE value IS NOT NULL
