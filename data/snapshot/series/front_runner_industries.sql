-- T20: how many of the named industries have enough front-runners in force; each industry's count as a part
-- One row per: item ('' or industry), period
-- Params: base_year, industries
WITH industries AS (
    SELECT unnest(cast($industries AS VARCHAR[])) AS industry
),

members AS (
    SELECT
        runners.counted_key,
        runners.industry,
        told.period,
        told.grade_rank
    FROM ledger_at_month_ends('front_runners', $base_year) AS told
    INNER JOIN front_runners AS runners ON told.record_key = runners.record_key
    WHERE told.state = 'in_force'
),

counted AS (
    SELECT
        industries.industry,
        days.year,
        days.month,
        days.period,
        count(DISTINCT members.counted_key) AS enterprises,
        max(members.grade_rank) AS grade_rank
    FROM month_ends AS days
    CROSS JOIN industries
    LEFT JOIN members ON industries.industry = members.industry AND days.period = members.period
    WHERE
        days.year >= coalesce($base_year, 0)
        AND days.as_of >= (SELECT min(published_on) FROM front_runners)
    GROUP BY ALL
),

ranked AS (
    SELECT
        *,
        coalesce(max(grade_rank) OVER (PARTITION BY period), (SELECT max(grade_rank) FROM front_runners))
            AS known_rank,
        (SELECT value FROM plan_settings WHERE section = 'front_runners' AND name = 'minimum_each') AS minimum
    FROM counted
)

SELECT
    city() AS region,
    '' AS item,
    year,
    month,
    period,
    cast(count(*) FILTER (WHERE enterprises >= minimum) AS DOUBLE) AS value,
    cast(count(*) FILTER (WHERE enterprises >= minimum) AS DOUBLE) AS numerator,
    cast(count(*) AS DOUBLE) AS denominator,
    cast(NULL AS DOUBLE) AS target_value,
    max(known_rank) AS grade_rank
FROM ranked
GROUP BY year, month, period
UNION ALL BY NAME
SELECT
    city() AS region,
    industry AS item,
    year,
    month,
    period,
    cast(enterprises AS DOUBLE) AS value,
    cast(enterprises AS DOUBLE) AS numerator,
    cast(NULL AS DOUBLE) AS denominator,
    minimum AS target_value,
    known_rank AS grade_rank
FROM ranked
