-- how far is each task at the end of a quarter, over the departments that answer for it
-- One row per: task
-- Params: task, department, period
-- Columns: task task; duties whole; reported whole; share number %; done whole; late whole;
-- next_due_on date; grade grade
WITH newest AS (SELECT max(as_of) AS as_of FROM task_duties())

SELECT
    duties.task,
    count(*) AS duties,
    count(*) FILTER (WHERE duties.reported) AS reported,
    avg(duties.progress_share) AS share,
    count(*) FILTER (WHERE duties.state = 'done') AS done,
    count(*) FILTER (WHERE duties.late) AS late,
    min(duties.last_due_on) FILTER (WHERE duties.state <> 'done') AS next_due_on,
    max_by(duties.grade, duties.grade_rank) AS grade
FROM task_duties() AS duties
INNER JOIN snapshot.plan_tasks AS tasks ON duties.task = tasks.task
WHERE
    if($period IS NULL, duties.as_of = (SELECT as_of FROM newest), duties.period = $period)
    AND ($task IS NULL OR duties.task = $task)
    AND ($department IS NULL OR duties.department = $department)
GROUP BY duties.task, tasks.ordinal
ORDER BY tasks.ordinal
