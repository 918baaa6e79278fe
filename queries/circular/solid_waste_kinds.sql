-- which kinds of solid waste arise and what becomes of them
-- One row per: kind, period
-- Params: region, period
-- Columns: kind option of S12.kind; period period; year year; month whole; generated_t number t 0;
-- used_t number t 0; used_from_stock_t number t 0; disposed_t number t 0; stored_t number t 0;
-- rate number % 1; enterprises whole; grade grade
SELECT
    found.kind,
    found.period,
    found.year,
    found.month,
    sum(found.generated_t) AS generated_t,
    if(count(found.used_t) = count(*), sum(found.used_t), NULL) AS used_t,
    sum(coalesce(found.used_from_stock_t, 0)) AS used_from_stock_t,
    sum(found.disposed_t) AS disposed_t,
    sum(found.stored_t) AS stored_t,
    100 * if(count(found.used_t) = count(*), sum(found.used_t), NULL)
    / nullif(sum(found.generated_t) + sum(coalesce(found.used_from_stock_t, 0)), 0) AS rate,
    count(DISTINCT found.enterprise_key) AS enterprises,
    arg_max(found.grade, found.grade_rank) AS grade
FROM snapshot.solid_waste AS found
INNER JOIN snapshot.plan_choices AS choices
    ON choices.template = 'S12' AND choices.field = 'kind' AND found.kind = choices.code
WHERE
    counts_in(found.places, $region)
    AND ($period IS NULL OR found.period = $period)
GROUP BY found.kind, choices.ordinal, found.period, found.year, found.month
ORDER BY found.year DESC, found.month DESC, choices.ordinal
