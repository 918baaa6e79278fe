-- how do the departments stand with their tasks at the end of a quarter
-- One row per: department
-- Params: task, department, period
-- Columns: department department; duties whole; leads whole; reported whole; share number %; done whole;
-- delayed whole; late whole; grade grade
WITH newest AS (SELECT max(as_of) AS as_of FROM task_duties())

SELECT
    duties.department,
    count(*) AS duties,
    count(*) FILTER (WHERE duties.lead) AS leads,
    count(*) FILTER (WHERE duties.reported) AS reported,
    avg(duties.progress_share) AS share,
    count(*) FILTER (WHERE duties.state = 'done') AS done,
    count(*) FILTER (WHERE duties.state = 'delayed') AS delayed,
    count(*) FILTER (WHERE duties.late) AS late,
    max_by(duties.grade, duties.grade_rank) AS grade
FROM task_duties() AS duties
INNER JOIN snapshot.plan_departments AS departments ON duties.department = departments.code
WHERE
    if($period IS NULL, duties.as_of = (SELECT as_of FROM newest), duties.period = $period)
    AND ($task IS NULL OR duties.task = $task)
    AND ($department IS NULL OR duties.department = $department)
GROUP BY duties.department, departments.ordinal
ORDER BY share DESC NULLS LAST, departments.ordinal
