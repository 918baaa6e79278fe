-- which workbook is due from whom by when around a day, and whether it came; what is late stays, however old
-- One row per: template, period, region, department
-- Params: today, days_back, days_ahead, department, region, template
-- Columns: template template; department department; region region; period period; due_on date; came_on date;
-- state state of sheets; days_left whole
SELECT
    told.template,
    told.department,
    told.region,
    told.period,
    told.due_on,
    told.came_on,
    told.state,
    told.days_left
FROM calendar_on(cast($today AS DATE)) AS told
WHERE
    (told.state = 'late' OR told.days_left >= -coalesce(cast($days_back AS INTEGER), 90))
    AND told.days_left <= coalesce(cast($days_ahead AS INTEGER), 90)
    AND ($department IS NULL OR told.department = $department)
    AND ($region IS NULL OR told.region = $region)
    AND ($template IS NULL OR told.template = $template)
ORDER BY told.due_on, told.template, told.region_ordinal, told.department
