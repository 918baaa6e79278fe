-- what counties and departments earn by statements, those they lead and tasks, from a period to the next
-- One row per: source, statement, object, period; reads progress, task_standings and plan tables
-- Params: (none)
WITH standings AS (
    SELECT
        progress.*,
        grades.rank AS grade_rank,
        progress.year * 100 + progress.month AS ordinal
    FROM progress
    INNER JOIN plan_grades AS grades ON progress.grade = grades.code
    WHERE
        progress.until_ordinal IS NOT NULL
        AND progress.sector = total()
        AND (progress.basis = default_basis() OR progress.basis = '')
),

led AS (
    SELECT
        answering.department,
        standings.ordinal,
        standings.until_ordinal,
        standings.score_share AS share,
        standings.grade,
        standings.grade_rank AS rank
    FROM plan_statement_departments AS answering
    INNER JOIN standings ON answering.statement = standings.statement AND standings.region = city()
    WHERE answering.lead
),

told AS (
    SELECT
        'led_statements' AS source,
        department,
        ordinal
    FROM led
    UNION
    SELECT
        'tasks' AS source,
        department,
        ordinal
    FROM task_standings
),

-- The periods from which on something else is told.
turns AS (
    SELECT
        *,
        coalesce(lead(ordinal) OVER (PARTITION BY source, department ORDER BY ordinal), 9999999)
            AS until_ordinal
    FROM told
),

earned AS (
    SELECT
        turns.source,
        turns.department,
        turns.ordinal,
        turns.until_ordinal,
        cast(NULL AS VARCHAR) AS period,
        cast(NULL AS DOUBLE) AS value,
        avg(CASE WHEN led.share > 1 THEN 1 ELSE led.share END) AS share,
        count(led.share) AS counted,
        max_by(led.grade, led.rank) AS grade,
        max(led.rank) AS grade_rank
    FROM turns
    INNER JOIN led
        ON
            turns.department = led.department
            AND turns.ordinal >= led.ordinal
            AND turns.ordinal < led.until_ordinal
    WHERE turns.source = 'led_statements'
    GROUP BY ALL
    UNION ALL
    SELECT
        turns.source,
        turns.department,
        turns.ordinal,
        turns.until_ordinal,
        max_by(reports.period, reports.ordinal) AS period,
        avg(reports.progress_share) AS value,
        avg(reports.progress_share) / 100 AS share,
        count(*) AS counted,
        max_by(reports.grade, reports.grade_rank) AS grade,
        max(reports.grade_rank) AS grade_rank
    FROM turns
    INNER JOIN task_standings AS reports
        ON
            turns.department = reports.department
            AND turns.ordinal >= reports.ordinal
            AND turns.ordinal < reports.until_ordinal
    WHERE turns.source = 'tasks'
    GROUP BY ALL
)

SELECT
    'statement' AS source,
    statement,
    region AS object,
    ordinal,
    until_ordinal,
    score_share AS share,
    status,
    period,
    value,
    target,
    ratio,
    cast(NULL AS BIGINT) AS counted,
    grade,
    grade_rank
FROM standings
WHERE statement IN (SELECT scoring.statement FROM plan_scoring AS scoring)
UNION ALL
SELECT
    source,
    '' AS statement,
    department AS object,
    ordinal,
    until_ordinal,
    share,
    cast(NULL AS VARCHAR) AS status,
    period,
    value,
    cast(NULL AS DOUBLE) AS target,
    cast(NULL AS DOUBLE) AS ratio,
    counted,
    grade,
    grade_rank
FROM earned
ORDER BY source, statement, object, ordinal
