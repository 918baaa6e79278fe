-- how many large energy users are in which state of online monitoring, and how complete their data are
-- One row per: state
-- Params: region, sector, period
-- Columns: state state of online_monitoring; due flag; count whole; must_connect whole; completeness number
-- % 1; grade grade
SELECT
    counted.state,
    counted.due,
    counted.enterprises AS count,
    sum(counted.enterprises) FILTER (WHERE counted.due) OVER () AS must_connect,
    counted.completeness,
    counted.grade
FROM snapshot.monitoring_counted AS counted
INNER JOIN
    snapshot.plan_ledger_states AS states
    ON states.ledger = 'online_monitoring' AND counted.state = states.state
WHERE
    counted.region = coalesce($region, city())
    AND counted.sector = coalesce($sector, total())
    AND counted.year * 100 + counted.month = (
        SELECT max(newest.year * 100 + newest.month)
        FROM snapshot.monitoring_counted AS newest
        WHERE newest.year * 100 + newest.month <= ordinal_of($period)
    )
ORDER BY states.ordinal, counted.due
