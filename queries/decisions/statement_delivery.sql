-- how far can what is promised for a statement be believed: decisions, tasks by their lead, ledger rows
-- One row per: statement, kind, delivery
-- Params: statement, today
-- Columns: statement statement; kind code; delivery state of delivery; count whole
WITH promises AS (
    SELECT
        statement,
        'decisions' AS kind,
        owned,
        due_on,
        evidenced,
        met_on AS since,
        last_moved_on AS moved_on,
        moves_within
    FROM decisions_promised($today)
    WHERE statement IS NOT NULL AND open
    UNION ALL
    SELECT
        served.statement,
        'tasks' AS kind,
        duties.owned,
        duties.due_on,
        duties.evidenced,
        duties.since,
        duties.moved_on,
        duties.moves_within
    FROM duties_promised($today) AS duties
    INNER JOIN snapshot.plan_statement_tasks AS served ON duties.task = served.task
    WHERE duties.lead AND duties.open
    UNION ALL
    SELECT
        sources.statement,
        'ledgers' AS kind,
        found.owned,
        found.due_on,
        found.evidenced,
        found.since,
        found.moved_on,
        found.moves_within
    FROM rows_promised($today) AS found
    INNER JOIN snapshot.plan_statement_sources AS sources ON found.template = sources.template
),

judged AS (
    SELECT
        statement,
        kind,
        lacking(owned, due_on, evidenced, since, moved_on, moves_within, cast($today AS DATE)) AS lacks
    FROM promises
    WHERE $statement IS NULL OR statement = $statement
)

SELECT
    statement,
    kind,
    delivery(lacks) AS delivery,
    count(*) AS count
FROM judged
GROUP BY statement, kind, delivery
ORDER BY statement, kind, delivery
