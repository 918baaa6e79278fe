-- how far can what is promised for a statement be believed: decisions, tasks by their lead, ledger rows
-- One row per: statement, kind, delivery
-- Params: statement, today
-- Columns: statement statement; kind code; delivery state of delivery; count whole
SELECT
    statement,
    kind,
    delivery,
    count(*) AS count
FROM (
    SELECT
        statement,
        delivery,
        'decisions' AS kind
    FROM decisions_judged($today)
    WHERE statement IS NOT NULL AND delivery IS NOT NULL
    UNION ALL
    SELECT
        served.statement,
        duties.delivery,
        'tasks' AS kind
    FROM duty_delivery($today) AS duties
    INNER JOIN snapshot.plan_statement_tasks AS served ON duties.task = served.task
    WHERE duties.lead AND duties.delivery IS NOT NULL
    UNION ALL
    SELECT
        sources.statement,
        found.delivery,
        'ledgers' AS kind
    FROM row_delivery($today) AS found
    INNER JOIN snapshot.plan_statement_sources AS sources ON found.template = sources.template
) AS promises
WHERE $statement IS NULL OR statement = $statement
GROUP BY statement, kind, delivery
ORDER BY statement, kind, delivery
