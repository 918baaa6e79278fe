-- which sheets are due and have not come, from whom, and since when
-- One row per: template, period, region, department
-- Params: today, months_back
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
    date_diff('day', due_on, today_or($today)) AS days_late
FROM
    sheet_calendar(
        date_trunc('month', cast(today_or($today) AS TIMESTAMP))
        - coalesce(cast($months_back AS INTEGER), 6) * INTERVAL 1 MONTH,
        today_or($today)
    )
WHERE due_on < today_or($today) AND came_on IS NULL
ORDER BY days_late DESC, template, region_ordinal, department
