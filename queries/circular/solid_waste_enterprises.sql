-- which enterprises make solid waste, and how much of it each puts to use
-- One row per: enterprise, kind
-- Params: region, kind, period
-- Columns: enterprise_key code; enterprise enterprise of S12; region region; kind option of S12.kind; period
-- period; generated_t number t 0; used_t number t 0; used_from_stock_t number t 0; disposed_t number t 0;
-- stored_t number t 0; rate number % 1; grade grade
SELECT
    told.enterprise_key,
    enterprises.enterprise,
    told.region,
    told.kind,
    told.period,
    told.generated_t,
    told.used_t,
    told.used_from_stock_t,
    told.disposed_t,
    told.stored_t,
    100 * told.used_t / nullif(told.generated_t + coalesce(told.used_from_stock_t, 0), 0) AS rate,
    told.grade
FROM snapshot.solid_waste AS told
LEFT JOIN enterprises ON told.enterprise_key = enterprises.enterprise_key
WHERE
    told.year * 100 + told.month = (
        SELECT max(handled.year * 100 + handled.month)
        FROM snapshot.waste_handled AS handled
        WHERE handled.year * 100 + handled.month <= ordinal_of($period)
    )
    AND counts_in(told.places, $region)
    AND ($kind IS NULL OR told.kind = $kind)
ORDER BY told.generated_t DESC, told.enterprise_key, told.kind
