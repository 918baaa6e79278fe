-- which kinds of solid waste arise and what becomes of them
-- One row per: kind, period
-- Params: region, period
-- Columns: kind option of S12.kind; period period; year year; month whole; generated_t number t 0;
-- used_t number t 0; used_from_stock_t number t 0; disposed_t number t 0; stored_t number t 0;
-- rate number % 1; enterprises whole; grade grade
SELECT
    handled.kind,
    handled.period,
    handled.year,
    handled.month,
    handled.generated_t,
    handled.used_t,
    handled.used_from_stock_t,
    handled.disposed_t,
    handled.stored_t,
    100 * handled.used_t / nullif(handled.generated_t + handled.used_from_stock_t, 0) AS rate,
    handled.enterprises,
    handled.grade
FROM snapshot.waste_handled AS handled
INNER JOIN snapshot.plan_choices AS choices
    ON choices.template = 'S12' AND choices.field = 'kind' AND handled.kind = choices.code
WHERE
    handled.region = coalesce($region, city())
    AND ($period IS NULL OR handled.period = $period)
ORDER BY handled.year DESC, handled.month DESC, choices.ordinal
