-- how far can each duty be believed on a day, and what does it lack; what is done is not judged
-- One row per: task, department
-- Params: task, department, today
-- Columns: task task; department department; lead flag; due_on date; moved_on date;
-- delivery state of delivery; lacks code
SELECT
    duties.task,
    duties.department,
    duties.lead,
    duties.due_on,
    duties.moved_on,
    duties.delivery,
    duties.lacks
FROM duty_delivery($today) AS duties
INNER JOIN snapshot.plan_tasks AS tasks ON duties.task = tasks.task
WHERE ($task IS NULL OR duties.task = $task) AND ($department IS NULL OR duties.department = $department)
ORDER BY tasks.ordinal, duties.lead DESC, duties.department
