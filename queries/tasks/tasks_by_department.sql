-- what has each department reported of each of its tasks at the end of a quarter, and what is late
-- One row per: task, department
-- Params: task, department, period, as_of
WITH asked AS (
    SELECT
        ledger_day($as_of) AS today,
        if(
            $period IS NULL,
            (
                SELECT max(year * 100 + month)
                FROM snapshot.month_ends
                WHERE month % 3 = 0 AND as_of = last_day(as_of) AND as_of <= ledger_day($as_of)
            ),
            ordinal_of($period)
        ) AS until
),

reported AS (
    SELECT
        *,
        year * 100 + month AS ordinal
    FROM task_reports
),

served AS (
    SELECT
        task,
        list(statement ORDER BY statement) AS statements
    FROM snapshot.plan_statement_tasks
    GROUP BY task
),

answered AS (
    SELECT
        duties.task,
        duties.department,
        duties.lead,
        asked.today,
        asked.until,
        now.* EXCLUDE (task, department, state, due_on),
        before.progress_share AS previous_share,
        before.period AS previous_period,
        coalesce(now.state, 'not_reported') AS state,
        coalesce(now.due_on, before.due_on) AS due_on
    FROM snapshot.plan_task_departments AS duties
    CROSS JOIN asked
    LEFT JOIN reported AS now
        ON duties.task = now.task AND duties.department = now.department AND asked.until = now.ordinal
    LEFT JOIN reported AS before
        ON
            duties.task = before.task
            AND duties.department = before.department
            AND before.ordinal < asked.until
    QUALIFY row_number() OVER (PARTITION BY duties.task, duties.department ORDER BY before.ordinal DESC) = 1
)

SELECT
    tasks.task,
    tasks.name,
    tasks.name_en,
    answered.department,
    departments.name AS department_name,
    departments.name_en AS department_name_en,
    answered.lead,
    if(
        answered.until % 100 = 12,
        cast(answered.until // 100 AS VARCHAR),
        printf('%d-%02d', answered.until // 100, answered.until % 100)
    ) AS period,
    answered.state,
    states.name AS state_name,
    states.name_en AS state_name_en,
    answered.progress_share,
    answered.previous_share,
    answered.previous_period,
    answered.progress,
    answered.evidence,
    answered.due_on,
    date_diff('day', answered.today, answered.due_on) AS days_left,
    coalesce(answered.due_on < answered.today AND answered.state <> 'done', FALSE) AS late,
    served.statements,
    answered.grade,
    answered.upload,
    uploads.file_name,
    answered.sheet,
    cells.letter || cast(answered.row AS VARCHAR) AS cell
FROM answered
INNER JOIN snapshot.plan_tasks AS tasks ON answered.task = tasks.task
INNER JOIN snapshot.plan_departments AS departments ON answered.department = departments.code
INNER JOIN snapshot.plan_ledger_states AS states ON states.ledger = 'tasks' AND answered.state = states.state
LEFT JOIN served ON answered.task = served.task
LEFT JOIN snapshot.uploads AS uploads ON answered.upload = uploads.upload
LEFT JOIN snapshot.cells AS cells
    ON answered.upload = cells.upload AND answered.sheet = cells.sheet AND cells.field = 'progress_share'
WHERE ($task IS NULL OR answered.task = $task) AND ($department IS NULL OR answered.department = $department)
ORDER BY tasks.ordinal, answered.lead DESC, answered.department
