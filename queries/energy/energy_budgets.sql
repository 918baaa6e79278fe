-- how much of the energy budget is used, what room is left, and where the year is expected to end
-- One row per: region, sector, enterprise ('' for the place itself), period
-- Params: region, sector, kind, period
-- Columns: kind code; region region; sector sector; enterprise_key enterprise of S11; enterprise enterprise
-- of S11; period period; approved_tce number 吨标准煤 0; adjusted_tce number 吨标准煤 0; document text; budget_tce
-- number 吨标准煤 0; actual_tce number 吨标准煤 0; budget_to_date_tce number 吨标准煤 0; used_percent number % 1;
-- room_left_tce number 吨标准煤 0; forecast_tce number 吨标准煤 0; forecast_room_tce number 吨标准煤 0; forecast_percent
-- number % 1; status status; maturity maturity; grade grade
WITH known AS (
    SELECT *
    FROM snapshot.progress
    WHERE statement = role('energy.budget') AND year * 100 + month <= ordinal_of($period)
),

latest AS (
    SELECT *
    FROM known
    WHERE year * 100 + month = (SELECT max(year * 100 + month) FROM known)
)

SELECT
    if(latest.item = '', if(latest.sector = total(), 'region', 'sector'), 'enterprise') AS kind,
    latest.region,
    latest.sector,
    latest.item AS enterprise_key,
    enterprises.enterprise,
    latest.period,
    latest.denominator AS approved_tce,
    reported.adjusted_tce,
    reported.document,
    latest.target AS budget_tce,
    latest.value AS actual_tce,
    latest.required AS budget_to_date_tce,
    100 * latest.value / nullif(latest.target, 0) AS used_percent,
    latest.target - latest.value AS room_left_tce,
    latest.numerator AS forecast_tce,
    latest.target - latest.numerator AS forecast_room_tce,
    100 * latest.numerator / nullif(latest.target, 0) AS forecast_percent,
    latest.status,
    latest.maturity,
    latest.grade
FROM latest
INNER JOIN regions ON latest.region = regions.region
LEFT JOIN enterprises ON latest.item = enterprises.enterprise_key
LEFT JOIN snapshot.energy_budget AS reported
    ON
        latest.region = reported.region
        AND latest.sector = reported.sector
        AND latest.item = reported.enterprise_key
        AND latest.period = reported.period
WHERE
    ($region IS NULL OR latest.region = $region)
    AND ($sector IS NULL OR latest.sector = $sector)
    AND ($kind IS NULL OR kind = $kind)
ORDER BY latest.item <> '', regions.region_ordinal, latest.sector, latest.item
