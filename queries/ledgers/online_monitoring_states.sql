-- how many large energy users are in which state of online monitoring, and how complete their data are
-- One row per: state
-- Params: region, sector, period
-- Columns: state state of online_monitoring; due flag; count whole; must_connect whole; completeness number
-- % 1; grade grade
WITH known AS (
    SELECT
        *,
        year * 100 + month AS ordinal
    FROM snapshot.online_monitoring
    WHERE year * 100 + month <= ordinal_of($period)
),

judged AS (
    SELECT
        known.*,
        at_least(known.last_year_energy_tce, threshold.value) AS due,
        monitoring_state(
            known.last_year_energy_tce,
            threshold.value,
            known.connected_on,
            last_day(make_date(known.year, known.month, 1))
        ) AS state
    FROM known
    CROSS JOIN (
        SELECT value
        FROM snapshot.plan_settings
        WHERE section = 'online_monitoring' AND name = 'threshold_tce'
    ) AS threshold
    WHERE
        known.ordinal = (SELECT max(ordinal) FROM known)
        AND counts_in(known.places, $region)
        AND ($sector IS NULL OR $sector = total() OR known.sector = $sector)
)

SELECT
    judged.state,
    judged.due,
    count(*) AS count,
    sum(count(*)) FILTER (WHERE judged.due) OVER () AS must_connect,
    avg(judged.completeness) AS completeness,
    max_by(judged.grade, judged.grade_rank) AS grade
FROM judged
INNER JOIN
    snapshot.plan_ledger_states AS states
    ON states.ledger = 'online_monitoring' AND judged.state = states.state
GROUP BY judged.state, judged.due, states.ordinal
ORDER BY states.ordinal
