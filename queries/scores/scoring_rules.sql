-- what counties and departments are scored by: items, weights, caps and vetoes
-- One row per: item
-- Params: scored
SELECT
    scoring.item,
    scoring.scored,
    scoring.name,
    scoring.name_en,
    scoring.source,
    scoring.statement,
    statements.name AS statement_name,
    statements.name_en AS statement_name_en,
    scoring.weight,
    scoring.cap,
    scoring.veto
FROM snapshot.plan_scoring AS scoring
LEFT JOIN statements ON scoring.statement = statements.statement
WHERE $scored IS NULL OR scoring.scored = $scored
ORDER BY scoring.ordinal
