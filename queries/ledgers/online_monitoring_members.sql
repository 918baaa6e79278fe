-- which large energy users must be on online monitoring, which are, and how complete their data are
-- One row per: enterprise
-- Params: region, sector, state, period
-- Columns: enterprise_key code; enterprise enterprise of S10; region region; sector sector; period period;
-- last_year_energy_tce number 吨标准煤 0; reported_must_connect option of S10.must_connect; connected_on date;
-- completeness number % 1; state state of online_monitoring; grade grade
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
        monitoring_state(latest.last_year_energy_tce, threshold.value, latest.connected_on, latest.as_of)
            AS state
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
    judged.sector,
    judged.period,
    judged.last_year_energy_tce,
    judged.must_connect AS reported_must_connect,
    judged.connected_on,
    judged.completeness,
    judged.state,
    judged.grade
FROM judged
INNER JOIN
    snapshot.plan_ledger_states AS states
    ON states.ledger = 'online_monitoring' AND judged.state = states.state
LEFT JOIN enterprises ON judged.enterprise_key = enterprises.enterprise_key
WHERE
    counts_in(judged.places, $region)
    AND ($sector IS NULL OR $sector = total() OR judged.sector = $sector)
    AND ($state IS NULL OR judged.state = $state)
ORDER BY states.open DESC, judged.last_year_energy_tce DESC, judged.enterprise_key
