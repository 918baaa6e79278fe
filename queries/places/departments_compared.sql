-- how do all departments stand side by side: statements, tasks, sheets owed, score and rank
-- One row per: department that answers for anything
-- Params: period, as_of, today
-- Columns: department department; statements whole; led whole; judged whole; achieved whole; wanting whole;
-- tasks whole; tasks_done whole; tasks_late whole; tasks_unreported whole; progress_share number %;
-- sheets_late whole; score number; rank whole; sharing whole; weight_scored whole; vetoed flag;
-- score_after_veto number; duties whole; confirmed_points number; confirmed_period period; grade grade
WITH standing AS (
    SELECT
        duties.department,
        count(*) AS statements,
        count(*) FILTER (WHERE duties.lead) AS led,
        count(*) FILTER (WHERE cards.judged) AS judged,
        count(*) FILTER (WHERE cards.met) AS achieved,
        count(*) FILTER (WHERE cards.wanting) AS wanting
    FROM snapshot.plan_statement_departments AS duties
    LEFT JOIN standing_at(ordinal_of($period)) AS cards
        ON duties.statement = cards.statement AND cards.region = city()
    GROUP BY duties.department
),

tasks AS (
    SELECT
        duties.department,
        count(*) AS tasks,
        count(*) FILTER (WHERE reported.state = 'done') AS tasks_done,
        count(*) FILTER (
            WHERE reported.due_on < ledger_day($as_of) AND reported.state <> 'done'
        ) AS tasks_late,
        count(*) FILTER (WHERE reported.task IS NULL) AS tasks_unreported,
        avg(reported.progress_share) AS progress_share,
        max_by(reported.grade, reported.grade_rank) AS grade
    FROM snapshot.plan_task_departments AS duties
    LEFT JOIN tasks_reported(ordinal_of(strftime(ledger_day($as_of), '%Y-%m'))) AS reported
        ON duties.task = reported.task AND duties.department = reported.department
    GROUP BY duties.department
),

sheets AS (
    SELECT
        department,
        count(*) AS sheets_late
    FROM snapshot.calendar
    WHERE sheet_state(came_on, due_on, cast($today AS DATE)) = 'late'
    GROUP BY department
)

SELECT
    departments.code AS department,
    coalesce(standing.statements, 0) AS statements,
    coalesce(standing.led, 0) AS led,
    coalesce(standing.judged, 0) AS judged,
    coalesce(standing.achieved, 0) AS achieved,
    coalesce(standing.wanting, 0) AS wanting,
    coalesce(tasks.tasks, 0) AS tasks,
    coalesce(tasks.tasks_done, 0) AS tasks_done,
    coalesce(tasks.tasks_late, 0) AS tasks_late,
    coalesce(tasks.tasks_unreported, 0) AS tasks_unreported,
    tasks.progress_share,
    coalesce(sheets.sheets_late, 0) AS sheets_late,
    scores.score,
    scores.rank,
    coalesce(scores.sharing, 0) AS sharing,
    scores.weight_scored,
    coalesce(scores.vetoed, FALSE) AS vetoed,
    scores.score_after_veto,
    scores.duties,
    scores.confirmed_points,
    scores.confirmed_period,
    coalesce(scores.grade, tasks.grade) AS grade
FROM snapshot.plan_departments AS departments
LEFT JOIN standing ON departments.code = standing.department
LEFT JOIN tasks ON departments.code = tasks.department
LEFT JOIN sheets ON departments.code = sheets.department
LEFT JOIN
    score_totals(ordinal_of($period), ledger_day($as_of), NULL, NULL) AS scores
    ON departments.code = scores.object AND scores.scored = 'department'
WHERE standing.department IS NOT NULL OR tasks.department IS NOT NULL OR sheets.department IS NOT NULL
ORDER BY tasks.tasks DESC NULLS LAST, standing.statements DESC NULLS LAST, departments.code
