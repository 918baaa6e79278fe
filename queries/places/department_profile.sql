-- what a department answers for: its statements and how they stand, its tasks, its sheets that are late
-- One row per: statement, task or late sheet
-- Params: department, period, as_of, today
WITH asked AS (
    SELECT
        ledger_day($as_of) AS as_of,
        ordinal_of($period) AS until
),

answering AS (
    SELECT
        'statement' AS kind,
        duties.department,
        duties.lead,
        statements.statement AS code,
        statements.name,
        statements.name_en,
        coalesce(standing.status, silent_status(statements.connected)) AS state,
        statuses.name AS state_name,
        statuses.name_en AS state_name_en,
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
    INNER JOIN snapshot.plan_statuses AS statuses
        ON statuses.code = coalesce(standing.status, silent_status(statements.connected))
),

-- The newest report of each task not later than the period asked about.
reported AS (
    SELECT *
    FROM task_reports
    WHERE year * 100 + month <= ordinal_of($period)
    QUALIFY row_number() OVER (PARTITION BY task, department ORDER BY year DESC, month DESC) = 1
),

tasks AS (
    SELECT
        'task' AS kind,
        duties.department,
        duties.lead,
        tasks.task AS code,
        tasks.name,
        tasks.name_en,
        coalesce(reported.state, 'not_reported') AS state,
        states.name AS state_name,
        states.name_en AS state_name_en,
        reported.period,
        reported.progress_share AS value,
        '%' AS unit,
        reported.due_on,
        date_diff('day', asked.as_of, reported.due_on) AS days_left,
        coalesce(reported.due_on < asked.as_of AND reported.state <> 'done', false) AS late,
        reported.grade,
        tasks.ordinal
    FROM snapshot.plan_task_departments AS duties
    CROSS JOIN asked
    INNER JOIN snapshot.plan_tasks AS tasks ON duties.task = tasks.task
    LEFT JOIN reported ON duties.task = reported.task AND duties.department = reported.department
    INNER JOIN snapshot.plan_ledger_states AS states
        ON states.ledger = 'tasks' AND states.state = coalesce(reported.state, 'not_reported')
),

sheets AS (
    SELECT
        'sheet' AS kind,
        calendar.department,
        calendar.template AS code,
        calendar.name,
        calendar.name_en,
        calendar.region,
        calendar.region_name,
        calendar.region_name_en,
        calendar.state,
        states.name AS state_name,
        states.name_en AS state_name_en,
        calendar.period,
        calendar.due_on,
        calendar.days_left,
        true AS late,
        calendar.region_ordinal AS ordinal
    FROM calendar_on(cast($today AS DATE)) AS calendar
    INNER JOIN snapshot.plan_ledger_states AS states
        ON states.ledger = 'sheets' AND calendar.state = states.state
    WHERE calendar.state = 'late'
),

lines AS (
    SELECT * FROM answering
    UNION ALL BY NAME
    SELECT * FROM tasks
    UNION ALL BY NAME
    SELECT * FROM sheets
)

SELECT
    lines.kind,
    lines.department,
    departments.name AS department_name,
    departments.name_en AS department_name_en,
    lines.lead,
    lines.code,
    lines.name,
    lines.name_en,
    lines.region,
    lines.region_name,
    lines.region_name_en,
    lines.state,
    lines.state_name,
    lines.state_name_en,
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
INNER JOIN snapshot.plan_departments AS departments ON lines.department = departments.code
WHERE $department IS null OR lines.department = $department
ORDER BY lines.department, lines.kind DESC, lines.lead DESC NULLS LAST, lines.ordinal, lines.period
