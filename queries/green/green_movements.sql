-- which enterprises became green factories, came back or left between two days, and which hold both levels
-- One row per: enterprise and movement (new, relisted, withdrawn, both)
-- Params: region, sector, since, until
-- Columns: movement code; enterprise enterprise of S5; day date; document text; region region; grade grade
WITH days AS (
    SELECT
        coalesce(cast($since AS DATE), DATE '2020-12-31') AS since,
        coalesce(cast($until AS DATE), as_of) AS until
    FROM horizon
),

members AS (
    SELECT
        green_members.counted_key,
        arg_max(green_members.enterprise, green_members.published_on) AS enterprise,
        arg_max(green_members.region, green_members.published_on) AS region,
        arg_max(green_members.sector, green_members.published_on) AS sector,
        arg_max(green_members.document, green_members.published_on) AS document,
        bool_or(published_on <= days.since AND days.since < leaves_on) AS at_start,
        bool_or(published_on <= days.until AND days.until < leaves_on) AS at_end,
        bool_or(published_on <= days.since) AS known_before,
        min(published_on) FILTER (WHERE published_on > days.since AND published_on <= days.until) AS came_on,
        max(withdrawn_on) FILTER (WHERE withdrawn_on <= days.until) AS left_on,
        count(DISTINCT level) FILTER (WHERE published_on <= days.until AND days.until < leaves_on) AS levels,
        max(grade_rank) AS grade_rank
    FROM green_members CROSS JOIN days
    WHERE
        kind = 'factory'
        AND counts_in(places, $region)
        AND ($sector IS NULL OR $sector = total() OR sector = $sector)
    GROUP BY green_members.counted_key
),

moved AS (
    SELECT 1 AS step, 'new' AS movement, came_on AS day, *
    FROM members
    WHERE at_end AND NOT at_start AND NOT known_before
    UNION ALL
    SELECT 2, 'relisted', came_on, * FROM members WHERE at_end AND NOT at_start AND known_before
    UNION ALL
    SELECT 3, 'withdrawn', left_on, * FROM members WHERE at_start AND NOT at_end
    UNION ALL
    SELECT 4, 'both', NULL, * FROM members WHERE at_end AND levels > 1
)

SELECT
    moved.movement,
    moved.enterprise,
    moved.day,
    moved.document,
    moved.region,
    grades.code AS grade
FROM moved
INNER JOIN snapshot.plan_grades AS grades ON moved.grade_rank = grades.rank
ORDER BY moved.step, moved.day, moved.enterprise
