-- T12: share of projects under construction below the access level that were halted for rectification
-- One row per: region, sector, period
-- Params: base_year
WITH members AS (
    SELECT
        listed_on,
        coalesce(removed_on, DATE '9999-12-31') AS leaves_on,
        coalesce(halted_on, DATE '9999-12-31') AS halted_on,
        kind = 'building' AS building,
        building AND unit_energy IS NOT NULL AND access_level IS NOT NULL AS judged,
        coalesce(below_access(kind, unit_energy, access_level), FALSE) AS below,
        grade_rank,
        unnest(places_of(places, sector)) AS place
    FROM two_high_projects
),

counted AS (
    SELECT
        members.place.region,
        members.place.sector,
        days.year,
        days.month,
        days.period,
        count(*) FILTER (WHERE members.below AND members.halted_on <= days.as_of) AS acted,
        count(*) FILTER (WHERE members.below) AS due,
        count(*) FILTER (WHERE members.judged) AS judged,
        count(*) FILTER (WHERE members.building) AS listed,
        max(members.grade_rank) AS grade_rank
    FROM month_ends AS days
    INNER JOIN members ON members.listed_on <= days.as_of AND days.as_of < members.leaves_on
    WHERE days.year >= coalesce($base_year, 0)
    GROUP BY ALL
)

SELECT
    region,
    sector,
    year,
    month,
    period,
    100.0 * acted / nullif(due, 0) AS value,
    cast(acted AS DOUBLE) AS numerator,
    cast(due AS DOUBLE) AS denominator,
    CASE
        WHEN judged < listed AND acted = due THEN 'insufficient'
        -- every project was looked at and none is below the level
        WHEN due = 0 THEN 'not_applicable'
    END AS judgement,
    grade_rank
FROM counted
