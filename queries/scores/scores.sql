-- how do counties or departments score on what the plan asks of them, with any weights tried out
-- One row per: county or department scored
-- Params: scored, period, as_of, items, weights
-- Columns: scored code; object code; kind code; rank whole; sharing whole; score number; points number;
-- weight_scored whole; weight_whole whole; vetoed flag; score_after_veto number; duties whole;
-- confirmed_points number; confirmed_period period; confirmed_grade grade; grade grade
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
    score_after_veto,
    duties,
    confirmed_points,
    confirmed_period,
    confirmed_grade,
    grade
FROM score_totals(ordinal_of($period), ledger_day($as_of), $items, $weights)
WHERE $scored IS NULL OR scored = $scored
ORDER BY scored, object_kind, rank NULLS LAST, object_ordinal
