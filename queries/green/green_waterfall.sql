-- what carried the number of green factories from one day to another
-- One row per: step (start, new, relisted, withdrawn, end)
-- Params: region, sector, since, until
-- Columns: step whole; label code; change whole; bar_from whole; bar_to whole; grade grade
WITH days AS (
    SELECT
        coalesce(cast($since AS DATE), DATE '2020-12-31') AS since,
        coalesce(cast($until AS DATE), (SELECT as_of FROM horizon)) AS until
),

members AS (
    SELECT
        counted_key,
        bool_or(published_on <= days.since AND days.since < leaves_on) AS at_start,
        bool_or(published_on <= days.until AND days.until < leaves_on) AS at_end,
        bool_or(published_on <= days.since) AS known_before,
        max(grade_rank) AS grade_rank
    FROM green_members CROSS JOIN days
    WHERE
        kind = 'factory'
        AND counts_in(places, $region)
        AND ($sector IS NULL OR $sector = total() OR sector = $sector)
    GROUP BY counted_key
),

steps AS (
    SELECT
        1 AS step,
        'start' AS label,
        count(*) FILTER (WHERE at_start) AS change,
        max(grade_rank) FILTER (WHERE at_start) AS grade_rank
    FROM members
    UNION ALL
    SELECT
        2,
        'new',
        count(*) FILTER (WHERE at_end AND NOT at_start AND NOT known_before),
        max(grade_rank) FILTER (WHERE at_end AND NOT at_start AND NOT known_before)
    FROM members
    UNION ALL
    SELECT
        3,
        'relisted',
        count(*) FILTER (WHERE at_end AND NOT at_start AND known_before),
        max(grade_rank) FILTER (WHERE at_end AND NOT at_start AND known_before)
    FROM members
    UNION ALL
    SELECT
        4,
        'withdrawn',
        -count(*) FILTER (WHERE at_start AND NOT at_end),
        max(grade_rank) FILTER (WHERE at_start AND NOT at_end)
    FROM members
    UNION ALL
    SELECT 5, 'end', count(*) FILTER (WHERE at_end), max(grade_rank) FILTER (WHERE at_end) FROM members
)

SELECT
    steps.step,
    steps.label,
    steps.change,
    if(
        steps.label IN ('start', 'end'),
        0,
        sum(steps.change) OVER (ORDER BY steps.step ROWS UNBOUNDED PRECEDING) - steps.change
    ) AS bar_from,
    if(
        steps.label IN ('start', 'end'),
        steps.change,
        sum(steps.change) OVER (ORDER BY steps.step ROWS UNBOUNDED PRECEDING)
    ) AS bar_to,
    grades.code AS grade
FROM steps
LEFT JOIN snapshot.plan_grades AS grades ON steps.grade_rank = grades.rank
ORDER BY steps.step
