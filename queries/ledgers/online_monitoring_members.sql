-- which large energy users must be on online monitoring, which are, and how complete their data are
-- One row per: enterprise
-- Params: region, sector, state, period
WITH known AS (
    SELECT *
    FROM snapshot.online_monitoring
    WHERE year * 100 + month <= ordinal_of($period)
),

latest AS (
    SELECT
        *,
        last_day(make_date(year, month, 1)) AS as_of
    FROM known
    WHERE year * 100 + month = (SELECT max(year * 100 + month) FROM known)
),

judged AS (
    SELECT
        latest.*,
        CASE
            WHEN latest.last_year_energy_tce < threshold.value
                THEN if(latest.connected_on <= latest.as_of, 'connected_voluntarily', 'not_due')
            WHEN latest.connected_on <= latest.as_of THEN 'connected'
            ELSE 'missing'
        END AS state
    FROM latest
    CROSS JOIN (
        SELECT value
        FROM snapshot.plan_settings
        WHERE section = 'online_monitoring' AND name = 'threshold_tce'
    ) AS threshold
)

SELECT
    judged.enterprise_key,
    enterprises.enterprise,
    judged.region,
    regions.region_name,
    regions.region_name_en,
    judged.sector,
    judged.period,
    judged.last_year_energy_tce,
    judged.must_connect AS reported_must_connect,
    judged.connected_on,
    judged.completeness,
    judged.state,
    CASE judged.state
        WHEN 'connected' THEN '已接入'
        WHEN 'missing' THEN '应接未接'
        WHEN 'connected_voluntarily' THEN '自愿接入'
        ELSE '不要求'
    END AS state_name,
    CASE judged.state
        WHEN 'connected' THEN 'Connected'
        WHEN 'missing' THEN 'Due, not connected'
        WHEN 'connected_voluntarily' THEN 'Connected voluntarily'
        ELSE 'Not due'
    END AS state_name_en,
    judged.grade
FROM judged
INNER JOIN regions ON judged.region = regions.region
LEFT JOIN enterprises ON judged.enterprise_key = enterprises.enterprise_key
WHERE
    ($region IS NULL OR $region = city() OR judged.region = $region)
    AND ($sector IS NULL OR $sector = total() OR judged.sector = $sector)
    AND ($state IS NULL OR judged.state = $state)
ORDER BY judged.state <> 'missing', judged.last_year_energy_tce DESC
