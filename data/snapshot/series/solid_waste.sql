-- T24: use of general industrial solid waste ÷ (generated + used from earlier stock), in all and by kind
-- One row per: region, item (kind of waste, '' for all), period
-- Params: base_year
WITH placed AS (
    -- once in the city, once in its county, once in its zone
    SELECT * REPLACE (unnest(places) AS region)
    FROM solid_waste
    WHERE year >= coalesce($base_year, 0)
),

added AS (
    SELECT
        region,
        if(grouping(kind) = 1, '', kind) AS item,
        year,
        month,
        period,
        if(count(used_t) = count(*), sum(used_t), NULL) AS numerator,
        if(count(generated_t) = count(*), sum(generated_t) + sum(coalesce(used_from_stock_t, 0)), NULL)
            AS denominator,
        min(maturity_rank) AS maturity_rank,
        max(grade_rank) AS grade_rank
    FROM placed
    GROUP BY GROUPING SETS ((region, kind, year, month, period), (region, year, month, period))
)

SELECT
    *,
    100 * numerator / nullif(denominator, 0) AS value
FROM added
