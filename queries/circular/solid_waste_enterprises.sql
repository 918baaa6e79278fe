-- which enterprises make solid waste, and how much of it each puts to use
-- One row per: enterprise, kind
-- Params: region, kind, period
WITH known AS (
    SELECT *
    FROM snapshot.solid_waste
    WHERE year * 100 + month <= ordinal_of($period)
)

SELECT
    known.enterprise_key,
    enterprises.enterprise,
    known.region,
    regions.region_name,
    regions.region_name_en,
    known.kind,
    choices.name AS kind_name,
    choices.name_en AS kind_name_en,
    known.period,
    known.generated_t,
    known.used_t,
    known.used_from_stock_t,
    known.disposed_t,
    known.stored_t,
    100 * known.used_t / nullif(known.generated_t + coalesce(known.used_from_stock_t, 0), 0) AS rate,
    known.grade
FROM known
INNER JOIN snapshot.plan_choices AS choices
    ON choices.template = 'S12' AND choices.field = 'kind' AND known.kind = choices.code
INNER JOIN regions ON known.region = regions.region
LEFT JOIN enterprises ON known.enterprise_key = enterprises.enterprise_key
WHERE
    known.year * 100 + known.month = (SELECT max(year * 100 + month) FROM known)
    AND ($region IS NULL OR $region = city() OR known.region = $region)
    AND ($kind IS NULL OR known.kind = $kind)
ORDER BY known.generated_t DESC
