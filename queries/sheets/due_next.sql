-- which sheet falls due next in each series of sheets, from whom, and how many places have sent it already
-- One row per: template
-- Params: today, region
-- Columns: template template; frequency code; department department; period period; due_on date;
-- days_left whole; places whole; arrived whole
WITH coming AS (
    SELECT *
    FROM calendar_on(cast($today AS DATE))
    WHERE due_on >= cast($today AS DATE) AND within(region, $region)
    QUALIFY rank() OVER (PARTITION BY template ORDER BY due_on) = 1
)

SELECT
    coming.template,
    coming.frequency,
    templates.department,
    coming.period,
    coming.due_on,
    coming.days_left,
    count(*) FILTER (WHERE coming.owed_by = 'places') AS places,
    count(coming.came_on) FILTER (WHERE coming.owed_by = 'places') AS arrived
FROM coming
INNER JOIN snapshot.plan_templates AS templates ON coming.template = templates.template
GROUP BY ALL
ORDER BY coming.due_on, coming.template
