-- on which days did the number of green factories change, and to what
-- One row per: day of a change (and the first and last day told)
-- Params: region, sector, until
-- Columns: day date; value whole; change whole; changed flag; grade grade
WITH days AS (
    SELECT
        DATE '2020-12-31' AS since,
        coalesce(cast($until AS DATE), as_of) AS until
    FROM horizon
),

members AS (
    SELECT *
    FROM green_members
    WHERE
        kind = 'factory'
        AND counts_in(places, $region)
        AND ($sector IS NULL OR $sector = total() OR sector = $sector)
),

told AS (
    SELECT unnest([since, until]) AS day
    FROM days
    UNION
    SELECT published_on AS day
    FROM members
    UNION
    SELECT withdrawn_on
    FROM members
    WHERE withdrawn_on IS NOT NULL
),

counted AS (
    SELECT
        told.day,
        count(DISTINCT members.counted_key) AS value,
        max(members.grade_rank) AS grade_rank
    FROM told
    CROSS JOIN days
    LEFT JOIN members ON members.published_on <= told.day AND told.day < members.leaves_on
    WHERE least(days.since, days.until) <= told.day AND told.day <= days.until
    GROUP BY told.day
),

changed AS (
    SELECT
        *,
        lag(value) OVER (ORDER BY day) AS value_before
    FROM counted
),

-- A day without a member still rests on the rows that say so.
worst AS (
    SELECT max(grade_rank) AS grade_rank FROM members
)

SELECT
    changed.day,
    cast(changed.value AS DOUBLE) AS value,
    cast(changed.value - changed.value_before AS DOUBLE) AS change,
    coalesce(changed.value <> changed.value_before, TRUE) AS changed,
    coalesce(grades.code, '') AS grade
FROM changed
CROSS JOIN days
CROSS JOIN worst
LEFT JOIN snapshot.plan_grades AS grades ON coalesce(changed.grade_rank, worst.grade_rank) = grades.rank
WHERE coalesce(changed.value <> changed.value_before, TRUE) OR changed.day = days.until
ORDER BY changed.day
