-- how do counties or departments score on what the plan asks of them, with any weights tried out
-- One row per: county or department scored
-- Params: scored, period, as_of, items, weights
-- Columns: scored code; object code; kind code; rank whole; sharing whole; score number; points number;
-- weight_scored whole; weight_whole whole; vetoed flag; confirmed_points number; confirmed_period period;
-- confirmed_grade grade; grade grade
SELECT
    scored,
    object,
    object_kind AS kind,
    rank,
    sharing,
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
WHERE $scored IS NULL OR scored = $scored
ORDER BY scored, rank NULLS LAST, object_ordinal
