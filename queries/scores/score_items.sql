-- what does a county or department earn by each item of its score
-- One row per: item of a county or department
-- Params: scored, object, item, period, as_of, items, weights
-- Columns: scored code; object code; region region; item score_item; source code; statement statement; weight
-- whole; cap number; share number 3; points number 2; status status; period period; periods text;
-- value number 2; target number 2; ratio number; counted whole; veto code; vetoed flag; grade grade
SELECT
    scored,
    object,
    if(scored = 'county', object, NULL) AS region,
    item,
    source,
    statement,
    weight,
    cap,
    share,
    points,
    status,
    period,
    periods_counted(rule, path_from, ordinal, period) AS periods,
    value,
    target,
    ratio,
    counted,
    veto,
    vetoed,
    grade
FROM score_items(ordinal_of($period), ledger_day($as_of), $items, $weights)
WHERE
    ($scored IS NULL OR scored = $scored)
    AND ($object IS NULL OR object = $object)
    AND ($item IS NULL OR item = $item)
ORDER BY scored, object_ordinal, item_ordinal
