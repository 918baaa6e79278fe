-- how far were the tasks at the end of each quarter: mean share done, and how many are done, delayed or late
-- One row per: quarter
-- Params: task, department
-- Columns: period period; as_of date; duties whole; tasks whole; reported whole; share number %;
-- change_points number 个百分点; done whole; delayed whole; not_reported whole; late whole; grade grade
SELECT
    period,
    as_of,
    count(*) AS duties,
    count(DISTINCT task) AS tasks,
    count(*) FILTER (WHERE reported) AS reported,
    avg(progress_share) AS share,
    avg(progress_share) - lag(avg(progress_share)) OVER (ORDER BY as_of) AS change_points,
    count(*) FILTER (WHERE state = 'done') AS done,
    count(*) FILTER (WHERE state = 'delayed') AS delayed,
    count(*) FILTER (WHERE NOT reported) AS not_reported,
    count(*) FILTER (WHERE late) AS late,
    max_by(grade, grade_rank) AS grade
FROM task_duties()
WHERE ($task IS NULL OR task = $task) AND ($department IS NULL OR department = $department)
GROUP BY period, as_of
ORDER BY as_of DESC
