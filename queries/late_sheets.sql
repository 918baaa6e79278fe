-- which sheets are due and have not come, from whom, and since when
-- One row per: template, period, region
-- Params: today, months_back
WITH months AS (
    SELECT
        year(month_start) AS year,
        month(month_start) AS month,
        last_day(cast(month_start AS DATE)) AS ends_on
    FROM
        generate_series(
            date_trunc('month', cast(today_or($today) AS TIMESTAMP))
            - coalesce(cast($months_back AS INTEGER), 6) * INTERVAL 1 MONTH,
            date_trunc('month', cast(today_or($today) AS TIMESTAMP)),
            INTERVAL 1 MONTH
        ) AS months (month_start)
    WHERE month(month_start) <> 1
),

expected AS (
    SELECT
        templates.template,
        templates.name,
        templates.name_en,
        departments.name AS department_name,
        departments.name_en AS department_name_en,
        owing.region,
        months.year,
        months.month,
        if(months.month = 12, cast(months.year AS VARCHAR), printf('%d-%02d', months.year, months.month))
            AS period,
        cast(months.ends_on + templates.due_day * INTERVAL 1 DAY AS DATE) AS due_on
    FROM snapshot.plan_templates AS templates
    INNER JOIN snapshot.plan_departments AS departments ON templates.department = departments.code
    INNER JOIN snapshot.plan_template_regions AS owing ON templates.template = owing.template
    CROSS JOIN months
    WHERE templates.frequency = 'monthly' OR (templates.frequency = 'quarterly' AND months.month % 3 = 0)
)

SELECT
    expected.template,
    expected.name,
    expected.name_en,
    expected.department_name,
    expected.department_name_en,
    expected.region,
    regions.region_name,
    regions.region_name_en,
    expected.period,
    expected.due_on,
    date_diff('day', expected.due_on, today_or($today)) AS days_late
FROM expected
INNER JOIN regions ON expected.region = regions.region
WHERE
    expected.due_on < today_or($today)
    AND NOT EXISTS (
        SELECT 1
        FROM observed
        WHERE
            observed.template = expected.template
            AND (observed.region = expected.region OR (expected.region = '450200' AND observed.entity <> ''))
            AND observed.year = expected.year
            AND observed.month = expected.month
    )
ORDER BY days_late DESC, expected.template, regions.region_ordinal
