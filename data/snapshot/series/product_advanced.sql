-- T07: energy per tonne of each key product against the advanced level entered for it
-- One row per: region, item (product, '' for how many of them are there), period
-- Params: base_year
WITH parts AS (
    SELECT
        region,
        product AS item,
        year,
        month,
        period,
        1000 * energy_tce / nullif(output_t, 0) AS value,
        energy_tce AS numerator,
        output_t AS denominator,
        advanced_unit_energy AS target_value,
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
            AND parts.value IS NOT NULL AND parts.target_value IS NOT NULL
    GROUP BY ALL
),

-- No sum over products: the headline counts those at or below their advanced level.
headline AS (
    SELECT
        parts.region,
        '' AS item,
        parts.year,
        parts.month,
        parts.period,
        cast(NULL AS DOUBLE) AS value,
        cast(NULL AS DOUBLE) AS target_value,
        count_if(round(parts.value, 9) <= round(parts.target_value, 9)) AS numerator,
        expected.items AS denominator,
        if(count(*) = expected.items, 'parts', 'insufficient') AS judgement,
        min(parts.maturity_rank) AS maturity_rank,
        max(parts.grade_rank) AS grade_rank
    FROM parts
    INNER JOIN expected ON parts.region = expected.region AND parts.period = expected.period
    WHERE parts.value IS NOT NULL AND parts.target_value IS NOT NULL
    GROUP BY parts.region, parts.year, parts.month, parts.period, expected.items
)

SELECT *
FROM headline
UNION ALL BY NAME
SELECT
    *,
    cast(NULL AS VARCHAR) AS judgement
FROM parts
WHERE value IS NOT NULL AND target_value IS NOT NULL
