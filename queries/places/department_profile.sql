-- what a department answers for: its statements and how they stand, its tasks, its sheets that are late
-- One row per: statement, task or late sheet
-- Params: department, period, as_of, today
-- Columns: kind code; department department; lead flag; code code; region region; state code; period period;
-- value number of unit; unit unit; target number of unit; gap number of unit; ratio number; due_on date;
-- days_left whole; late flag; grade grade
WITH answering AS (
    SELECT
        'statement' AS kind,
        duties.department,
        duties.lead,
        statements.statement AS code,
        coalesce(standing.status, silent_status(statements.connected)) AS state,
        standing.period,
        standing.value,
        statements.unit,
        standing.target,
        standing.gap,
        standing.ratio,
        standing.grade,
        statements.ordinal
    FROM snapshot.plan_statement_departments AS duties
    INNER JOIN statements ON duties.statement = statements.statement
    LEFT JOIN standing_at(ordinal_of($period)) AS standing
        ON duties.statement = standing.statement AND standing.region = city()
),

tasks AS (
    SELECT
        'task' AS kind,
        duties.department,
        duties.lead,
        tasks.task AS code,
        coalesce(reported.state, 'not_reported') AS state,
        reported.period,
        reported.progress_share AS value,
        '%' AS unit,
        reported.due_on,
        date_diff('day', ledger_day($as_of), reported.due_on) AS days_left,
        coalesce(reported.due_on < ledger_day($as_of) AND reported.state <> 'done', false) AS late,
        reported.grade,
        tasks.ordinal
    FROM snapshot.plan_task_departments AS duties
    INNER JOIN snapshot.plan_tasks AS tasks ON duties.task = tasks.task
    LEFT JOIN tasks_reported(ordinal_of($period)) AS reported
        ON duties.task = reported.task AND duties.department = reported.department
),

lines AS (
    SELECT * FROM answering
    UNION ALL BY NAME
    SELECT * FROM tasks
    UNION ALL BY NAME
    SELECT * FROM sheets_owed($today)
)

SELECT
    lines.kind,
    lines.department,
    lines.lead,
    lines.code,
    lines.region,
    lines.state,
    lines.period,
    lines.value,
    lines.unit,
    lines.target,
    lines.gap,
    lines.ratio,
    lines.due_on,
    lines.days_left,
    coalesce(lines.late, false) AS late,
    lines.grade
FROM lines
WHERE $department IS null OR lines.department = $department
ORDER BY lines.department, lines.kind DESC, lines.lead DESC NULLS LAST, lines.ordinal, lines.period
