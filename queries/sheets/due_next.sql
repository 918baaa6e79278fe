-- which sheet falls due next in each series of sheets, from whom, and how many places have sent it already
-- One row per: template
-- Params: today
WITH months AS (
    SELECT
        year(month_start) AS year,
        month(month_start) AS month,
        last_day(cast(month_start AS DATE)) AS ends_on
    FROM generate_series(
        date_trunc('month', cast(today_or($today) AS TIMESTAMP)) - INTERVAL 24 MONTH,
        date_trunc('month', cast(today_or($today) AS TIMESTAMP)) + INTERVAL 12 MONTH,
        INTERVAL 1 MONTH
    ) AS months (month_start)
),

-- A yearly sheet is due on its day of the year that follows; January stands in the sheet of February.
coming AS (
    SELECT
        templates.template,
        months.year,
        months.month,
        if(months.month = 12, cast(months.year AS VARCHAR), printf('%d-%02d', months.year, months.month))
            AS period,
        cast(
            if(
                templates.frequency = 'yearly',
                last_day(make_date(months.year + 1, greatest(templates.due_month - 1, 1), 1))
                + templates.due_day * INTERVAL 1 DAY,
                months.ends_on + templates.due_day * INTERVAL 1 DAY
            ) AS DATE
        ) AS due_on
    FROM snapshot.plan_templates AS templates
    CROSS JOIN months
    WHERE
        (templates.frequency = 'monthly' AND months.month <> 1)
        OR (templates.frequency = 'quarterly' AND months.month % 3 = 0)
        OR (templates.frequency = 'yearly' AND months.month = 12 AND templates.due_month > 1)
),

next AS (
    SELECT *
    FROM coming
    WHERE due_on >= today_or($today)
    QUALIFY row_number() OVER (PARTITION BY template ORDER BY due_on) = 1
)

SELECT
    templates.template,
    templates.name,
    templates.name_en,
    templates.frequency,
    departments.name AS department_name,
    departments.name_en AS department_name_en,
    next.period,
    next.due_on,
    date_diff('day', today_or($today), next.due_on) AS days_left,
    (
        SELECT count(*)
        FROM snapshot.plan_template_regions AS owing
        WHERE owing.template = next.template
    ) AS places,
    (
        SELECT count(DISTINCT observed.region)
        FROM observed
        INNER JOIN snapshot.plan_template_regions AS owing
            ON observed.template = owing.template AND observed.region = owing.region
        WHERE observed.template = next.template AND observed.year = next.year AND observed.month = next.month
    ) AS arrived
FROM next
INNER JOIN snapshot.plan_templates AS templates ON next.template = templates.template
INNER JOIN snapshot.plan_departments AS departments ON templates.department = departments.code
ORDER BY next.due_on, templates.template
