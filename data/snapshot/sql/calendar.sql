-- which sheet is due from whom for which period by when, and on which day it came
-- One row per: template, place, department, period
-- Params: at
WITH months AS (
    SELECT
        year(month_start) AS year,
        month(month_start) AS month,
        last_day(cast(month_start AS DATE)) AS ends_on
    FROM (
        SELECT
            unnest(generate_series(
                date_trunc('month', (SELECT min(owed_from) FROM plan_templates)),
                cast($at AS DATE) + to_years(cast((
                    SELECT value FROM plan_settings WHERE section = 'calendar' AND name = 'years_ahead'
                ) AS INTEGER)),
                INTERVAL 1 MONTH
            )) AS month_start
    ) AS starts
),

-- Who sends a sheet: places, each for itself, or every department that has tasks.
owing AS (
    SELECT
        templates.*,
        places.region,
        regions.ordinal AS region_ordinal,
        regions.first_year,
        regions.last_year
    FROM plan_templates AS templates
    INNER JOIN plan_template_regions AS places ON templates.template = places.template
    INNER JOIN plan_regions AS regions ON places.region = regions.code
    WHERE templates.owed_by = 'places'
    UNION ALL
    SELECT
        templates.* REPLACE (departments.department AS department),
        city() AS region,
        (SELECT ordinal FROM plan_regions WHERE code = city()) AS region_ordinal,
        0 AS first_year,
        9999 AS last_year
    FROM plan_templates AS templates
    CROSS JOIN (SELECT DISTINCT department FROM plan_task_departments) AS departments
    WHERE templates.owed_by = 'departments'
),

-- A sheet that only the city owes has come with any row of it, wherever the row stands.
city_only AS (
    SELECT template
    FROM plan_template_regions
    GROUP BY template
    HAVING bool_and(region = city())
),

-- A yearly sheet is due on its day of the next year, others some days after the period; January stands in
-- the sheet of February.
expected AS (
    SELECT
        owing.template,
        owing.frequency,
        owing.owed_by,
        owing.by_period,
        owing.region,
        owing.region_ordinal,
        owing.department,
        months.year,
        months.month,
        if(months.month = 12, cast(months.year AS VARCHAR), printf('%d-%02d', months.year, months.month))
            AS period,
        months.ends_on,
        if(
            owing.due_month > 0,
            least(
                last_day(make_date(months.year + 1, owing.due_month, 1)),
                cast(
                    make_date(months.year + 1, owing.due_month, 1) + to_days(owing.due_day - 1) AS DATE
                )
            ),
            cast(months.ends_on + to_days(owing.due_day) AS DATE)
        ) AS due_on
    FROM owing
    CROSS JOIN months
    WHERE
        months.ends_on >= owing.owed_from
        AND months.year BETWEEN owing.first_year AND owing.last_year
        AND (
            (owing.frequency = 'monthly' AND months.month <> 1)
            OR (owing.frequency = 'quarterly' AND months.month % 3 = 0)
            OR (owing.frequency = 'yearly' AND months.month = 12)
        )
),

-- A list without a period speaks up to the day its rows say, else up to the day it came.
came AS (
    SELECT
        arrivals.template,
        if(
            templates.owed_by = 'departments' OR city_only.template IS NOT NULL, city(), arrivals.region
        ) AS place,
        if(templates.owed_by = 'departments', coalesce(heirs.heir, arrivals.department), templates.department)
            AS sender,
        if(templates.by_period, arrivals.ends_on, NULL) AS period_end,
        min(cast(left(uploads.at, 10) AS DATE)) AS came_on,
        coalesce(max(arrivals.ends_on), min(cast(left(uploads.at, 10) AS DATE))) AS speaks_until
    FROM arrivals
    INNER JOIN uploads ON arrivals.upload = uploads.upload
    INNER JOIN plan_templates AS templates ON arrivals.template = templates.template
    LEFT JOIN plan_heirs AS heirs ON arrivals.department = heirs.department
    LEFT JOIN city_only ON arrivals.template = city_only.template
    GROUP BY arrivals.upload, arrivals.template, place, sender, period_end
),

told AS (
    SELECT
        expected.template,
        expected.frequency,
        expected.owed_by,
        expected.region,
        expected.region_ordinal,
        expected.department,
        expected.year,
        expected.month,
        expected.period,
        expected.ends_on,
        expected.due_on,
        min(came.came_on) AS came_on
    FROM expected
    LEFT JOIN came
        ON
            expected.template = came.template
            AND expected.region = came.place
            AND expected.department = came.sender
            AND (
                (expected.by_period AND expected.ends_on = came.period_end)
                OR (NOT expected.by_period AND expected.ends_on <= came.speaks_until)
            )
    GROUP BY ALL
)

SELECT
    *,
    coalesce(
        date_diff('day', due_on, came_on) <= (
            SELECT value FROM plan_settings WHERE section = 'scoring' AND name = 'days_of_grace'
        ),
        FALSE
    ) AS in_time,
    -- how many months before its day a score looks at
    cast((
        SELECT value FROM plan_settings WHERE section = 'scoring' AND name = 'months_back'
    ) AS INTEGER) AS months_scored
FROM told
ORDER BY ALL
