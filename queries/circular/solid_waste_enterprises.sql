-- which enterprises make solid waste, and how much of it each puts to use
-- One row per: enterprise, kind
-- Params: region, kind, period
-- Columns: enterprise_key code; enterprise enterprise of S12; region region; kind option of S12.kind; period
-- period; generated_t number t 0; used_t number t 0; used_from_stock_t number t 0; disposed_t number t 0;
-- stored_t number t 0; rate number % 1; grade grade
WITH known AS (
    SELECT *
    FROM snapshot.solid_waste
    WHERE year * 100 + month <= ordinal_of($period)
)

SELECT
    known.enterprise_key,
    enterprises.enterprise,
    known.region,
    known.kind,
    known.period,
    known.generated_t,
    known.used_t,
    known.used_from_stock_t,
    known.disposed_t,
    known.stored_t,
    100 * known.used_t / nullif(known.generated_t + coalesce(known.used_from_stock_t, 0), 0) AS rate,
    known.grade
FROM known
LEFT JOIN enterprises ON known.enterprise_key = enterprises.enterprise_key
WHERE
    known.year * 100 + known.month = (SELECT max(year * 100 + month) FROM known)
    AND counts_in(known.places, $region)
    AND ($kind IS NULL OR known.kind = $kind)
ORDER BY known.generated_t DESC
