-- what counties and departments are scored by: items, weights, caps and vetoes
-- One row per: item
-- Params: scored
-- Columns: item score_item; scored code; source code; statement statement; weight whole; cap number;
-- veto code
SELECT
    scoring.item,
    scoring.scored,
    scoring.source,
    scoring.statement,
    scoring.weight,
    scoring.cap,
    scoring.veto
FROM snapshot.plan_scoring AS scoring
WHERE $scored IS NULL OR scoring.scored = $scored
ORDER BY scoring.ordinal
