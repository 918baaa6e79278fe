-- which workbook is due from whom by when around a day, and whether it came; what is late stays, however old
-- One row per: template, period, region, department
-- Params: today, days_back, days_ahead, department, region, template
SELECT
    told.template,
    told.name,
    told.name_en,
    told.department,
    told.department_name,
    told.department_name_en,
    told.region,
    told.region_name,
    told.region_name_en,
    told.period,
    told.due_on,
    told.came_on,
    told.state,
    states.name AS state_name,
    states.name_en AS state_name_en,
    told.days_left
FROM calendar_on(cast($today AS DATE)) AS told
INNER JOIN snapshot.plan_ledger_states AS states ON states.ledger = 'sheets' AND told.state = states.state
WHERE
    (told.state = 'late' OR told.days_left >= -coalesce(cast($days_back AS INTEGER), 90))
    AND told.days_left <= coalesce(cast($days_ahead AS INTEGER), 90)
    AND ($department IS NULL OR told.department = $department)
    AND ($region IS NULL OR told.region = $region)
    AND ($template IS NULL OR told.template = $template)
ORDER BY told.due_on, told.template, told.region_ordinal, told.department
