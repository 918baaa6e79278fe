-- which large energy users are on online monitoring, and which should be and since when are not
-- One row per: enterprise at or above the threshold
-- Params: region, sector, as_of
-- Columns: name enterprise of S10; region region; part code; standing code; due_on date; since date; grade
-- grade
WITH judged AS (
    SELECT
        told.*,
        last_day(make_date(told.year, told.month, 1)) AS as_of,
        monitoring_state(told.last_year_energy_tce, threshold.value, told.connected_on, as_of) AS state
    FROM snapshot.online_monitoring AS told
    CROSS JOIN (
        SELECT value
        FROM snapshot.plan_settings
        WHERE section = 'online_monitoring' AND name = 'threshold_tce'
    ) AS threshold
    WHERE as_of <= ledger_day($as_of)
),

-- Since the end of the last period in which it was in order, or nothing was due.
known AS (
    SELECT
        enterprise_key,
        min(as_of) FILTER (WHERE state = 'missing') AS since
    FROM judged
    GROUP BY enterprise_key
)

SELECT
    coalesce(named.enterprise, judged.enterprise) AS name,
    judged.region,
    '' AS part,
    if(judged.state = 'connected', 'in', 'missing') AS standing,
    cast(NULL AS DATE) AS due_on,
    if(judged.state = 'connected', judged.connected_on, known.since) AS since,
    judged.grade
FROM judged
INNER JOIN known ON judged.enterprise_key = known.enterprise_key
LEFT JOIN enterprises AS named ON judged.enterprise_key = named.enterprise_key
WHERE
    judged.as_of = (SELECT max(judged.as_of) FROM judged)
    AND judged.state IN ('connected', 'missing')
    AND counts_in(judged.places, $region)
    AND ($sector IS NULL OR $sector = total() OR judged.sector = $sector)
ORDER BY standing = 'in', judged.last_year_energy_tce DESC, name
