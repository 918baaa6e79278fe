-- which sheets are due and have not come, from whom, and since when; however old, none falls off
-- One row per: template, period, region, department
-- Params: today, region
-- Columns: template template; department department; region region; period period; due_on date;
-- days_late whole
SELECT
    template,
    department,
    region,
    period,
    due_on,
    days_late
FROM calendar_on(cast($today AS DATE))
WHERE state = 'late' AND within(region, $region)
ORDER BY days_late DESC, template, region_ordinal, department
