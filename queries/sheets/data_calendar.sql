-- which workbook is due from whom by when around a day, and whether it came
-- One row per: template, period, region, department
-- Params: as_of, days_back, days_ahead, department, region, template
-- Columns: template template; department department; region region; period period; due_on date; came_on date;
-- state state of sheets; days_left whole
WITH known AS (
    SELECT *
    FROM
        sheet_calendar(
            cast(
                today_or($as_of) - (coalesce(cast($days_back AS INTEGER), 90) + 400) * INTERVAL 1 DAY AS DATE
            ),
            cast(today_or($as_of) + coalesce(cast($days_ahead AS INTEGER), 90) * INTERVAL 1 DAY AS DATE)
        )
    WHERE
        due_on BETWEEN today_or($as_of) - coalesce(cast($days_back AS INTEGER), 90) * INTERVAL 1 DAY
        AND today_or($as_of) + coalesce(cast($days_ahead AS INTEGER), 90) * INTERVAL 1 DAY
),

told AS (
    SELECT
        *,
        CASE
            WHEN came_on > due_on THEN 'came_late'
            WHEN came_on IS NOT NULL THEN 'came'
            WHEN due_on < today_or($as_of) THEN 'late'
            ELSE 'due'
        END AS state
    FROM known
)

SELECT
    told.template,
    told.department,
    told.region,
    told.period,
    told.due_on,
    told.came_on,
    told.state,
    date_diff('day', today_or($as_of), told.due_on) AS days_left
FROM told
WHERE
    ($department IS NULL OR told.department = $department)
    AND ($region IS NULL OR told.region = $region)
    AND ($template IS NULL OR told.template = $template)
ORDER BY told.due_on, told.template, told.region_ordinal, told.department
