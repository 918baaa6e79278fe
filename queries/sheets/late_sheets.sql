-- which sheets are due and have not come, from whom, and since when; however old, none falls off
-- One row per: template, period, region, department
-- Params: today
SELECT
    template,
    name,
    name_en,
    department,
    department_name,
    department_name_en,
    region,
    region_name,
    region_name_en,
    period,
    due_on,
    days_late
FROM calendar_on(cast($today AS DATE))
WHERE state = 'late'
ORDER BY days_late DESC, template, region_ordinal, department
