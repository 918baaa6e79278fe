-- which sheet falls due next in each series of sheets, from whom, and how many places have sent it already
-- One row per: template
-- Params: today
WITH coming AS (
    SELECT *
    FROM calendar_on(cast($today AS DATE))
    WHERE due_on >= cast($today AS DATE)
    QUALIFY rank() OVER (PARTITION BY template ORDER BY due_on) = 1
)

SELECT
    coming.template,
    coming.name,
    coming.name_en,
    coming.frequency,
    templates.department,
    departments.name AS department_name,
    departments.name_en AS department_name_en,
    coming.period,
    coming.due_on,
    coming.days_left,
    count(*) FILTER (WHERE coming.owed_by = 'places') AS places,
    count(coming.came_on) FILTER (WHERE coming.owed_by = 'places') AS arrived
FROM coming
INNER JOIN snapshot.plan_templates AS templates ON coming.template = templates.template
INNER JOIN snapshot.plan_departments AS departments ON templates.department = departments.code
GROUP BY ALL
ORDER BY coming.due_on, coming.template
