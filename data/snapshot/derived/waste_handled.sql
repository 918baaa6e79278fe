-- how much solid waste of each kind the enterprises of a place made, and what became of it
-- One row per: region, kind, period
-- Params: (none)
WITH placed AS (
    -- once in the city, once in its county, once in its zone
    SELECT * REPLACE (unnest(places) AS region)
    FROM solid_waste
)

SELECT
    region,
    kind,
    year,
    month,
    period,
    sum(generated_t) AS generated_t,
    if(count(used_t) = count(*), sum(used_t), NULL) AS used_t,
    sum(coalesce(used_from_stock_t, 0)) AS used_from_stock_t,
    sum(disposed_t) AS disposed_t,
    sum(stored_t) AS stored_t,
    count(DISTINCT enterprise_key) AS enterprises,
    arg_max(grade, grade_rank) AS grade
FROM placed
GROUP BY region, kind, year, month, period
ORDER BY region, kind, year, month
