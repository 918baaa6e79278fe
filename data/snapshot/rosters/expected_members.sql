-- who is expected in a period: whoever reported before or stands on the register, until it left by document
-- One row per: roster, measure, member, period
-- Params: (none)
WITH periods AS (
    SELECT DISTINCT
        roster,
        year,
        month,
        year * 100 + month AS ordinal,
        last_day(make_date(year, month, 1)) AS ends_on
    FROM member_reports
),

-- As it reported last; its weight is that of the last report of an earlier year, else of this one.
reported_before AS (
    SELECT
        periods.roster,
        periods.year,
        periods.month,
        periods.ends_on,
        reports.measure,
        reports.member,
        reports.enterprise_key,
        arg_max(reports.name, reports.year * 100 + reports.month) AS name,
        arg_max(reports.places, reports.year * 100 + reports.month) AS places,
        arg_max(reports.sector, reports.year * 100 + reports.month) AS sector,
        -- who said nought last has said that nothing is to come
        arg_max(
            reports.due AND coalesce(reports.weight, 1) <> 0, reports.year * 100 + reports.month
        ) AS due,
        bool_and(reports.adds) AS adds,
        coalesce(
            arg_max(reports.weight, reports.year * 100 + reports.month)
            FILTER (WHERE reports.year < periods.year),
            arg_max(reports.weight, reports.year * 100 + reports.month)
        ) AS weight
    FROM periods
    INNER JOIN member_reports AS reports
        ON periods.roster = reports.roster AND reports.year * 100 + reports.month < periods.ordinal
    GROUP BY ALL
),

-- Key energy users owe the sheets of energy and of monitoring whether they ever sent them or not.
on_register AS (
    SELECT
        asked.roster,
        asked.year,
        asked.month,
        last_day(make_date(asked.year, asked.month, 1)) AS ends_on,
        asked.measure,
        registered.enterprise_key AS member,
        registered.enterprise_key,
        registered.name,
        registered.places,
        registered.sector,
        TRUE AS due,
        TRUE AS adds,
        cast(NULL AS DOUBLE) AS weight
    FROM (SELECT DISTINCT roster, measure, year, month FROM member_reports) AS asked
    INNER JOIN registered
        ON
            asked.roster IN ('energy', 'monitoring')
            AND registered.key_user
            AND registered.joined_on <= last_day(make_date(asked.year, asked.month, 1))
            AND last_day(make_date(asked.year, asked.month, 1)) < registered.next_joined_on
    UNION ALL BY NAME
    SELECT
        'plans' AS roster,
        days.year,
        days.month,
        days.as_of AS ends_on,
        '' AS measure,
        registered.enterprise_key AS member,
        registered.enterprise_key,
        registered.name,
        registered.places,
        registered.sector,
        TRUE AS due,
        TRUE AS adds,
        cast(NULL AS DOUBLE) AS weight
    FROM month_ends AS days
    INNER JOIN registered
        ON
            (registered.key_user OR registered.state_owned)
            AND registered.joined_on <= days.as_of
            AND days.as_of < registered.next_joined_on
),

together AS (
    SELECT *
    FROM reported_before
    WHERE due
    UNION ALL BY NAME
    SELECT *
    FROM on_register
),

expected AS (
    SELECT *
    FROM together
    WHERE
        NOT EXISTS (
            SELECT 1
            FROM registered
            WHERE
                together.enterprise_key = registered.enterprise_key
                AND registered.left_on <= together.ends_on
                AND together.ends_on < registered.next_joined_on
        )
    QUALIFY row_number() OVER (
        PARTITION BY roster, measure, member, year, month ORDER BY weight IS NULL
    ) = 1
),

came AS (
    SELECT DISTINCT
        roster,
        measure,
        member,
        year,
        month
    FROM member_reports
    UNION ALL
    SELECT DISTINCT
        'plans' AS roster,
        '' AS measure,
        plans.enterprise_key AS member,
        days.year,
        days.month
    FROM enterprise_plans AS plans
    INNER JOIN month_ends AS days ON coalesce(plans.listed_on <= days.as_of, TRUE)
)

SELECT
    expected.* EXCLUDE (due, weight, ends_on),
    -- of whom no earlier amount is known weighs as the others do on average
    coalesce(
        expected.weight,
        avg(expected.weight)
            OVER (PARTITION BY expected.roster, expected.measure, expected.year, expected.month),
        1
    ) AS weight,
    came.member IS NOT NULL AS reported
FROM expected
LEFT JOIN came
    ON
        expected.roster = came.roster
        AND expected.measure = came.measure
        AND expected.member = came.member
        AND expected.year = came.year
        AND expected.month = came.month
