-- how the departments score on what the plan asks of them, with any weights tried out beside the stored ones
-- One row per: department
-- Params: period, as_of, items, weights
SELECT
    object AS department,
    object_name AS name,
    object_name_en AS name_en,
    object_kind AS kind,
    rank,
    score,
    points,
    weight_scored,
    weight_whole,
    vetoed,
    confirmed_points,
    confirmed_period,
    confirmed_grade,
    grade
FROM score_totals(ordinal_of($period), ledger_day($as_of), $items, $weights)
WHERE scored = 'department'
ORDER BY rank NULLS LAST, object_ordinal
