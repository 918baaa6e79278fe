-- T13: share of proposed projects in saturated industries whose replaced capacity is at least the new one
-- One row per: region, sector, period
-- Params: base_year
WITH members AS (
    SELECT
        listed_on,
        coalesce(removed_on, DATE '9999-12-31') AS leaves_on,
        saturated IS NOT NULL
        AND (saturated = 'no' OR (new_capacity IS NOT NULL AND replaced_capacity IS NOT NULL)) AS judged,
        coalesce(must_replace(kind, saturated), FALSE) AS due,
        coalesce(
            must_replace(kind, saturated) AND NOT replaces_too_little(new_capacity, replaced_capacity), FALSE
        ) AS replaced,
        grade_rank,
        unnest(places_of(places, sector)) AS place
    FROM two_high_projects
    WHERE kind = 'proposed'
),

counted AS (
    SELECT
        members.place.region,
        members.place.sector,
        days.year,
        days.month,
        days.period,
        count(*) FILTER (WHERE members.replaced) AS replaced,
        count(*) FILTER (WHERE members.due AND members.judged) AS due,
        count(*) FILTER (WHERE members.judged) AS judged,
        count(*) AS listed,
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
    CASE
        WHEN due > 0 THEN 100.0 * replaced / due
        WHEN judged = listed THEN 100.0
    END AS value,
    cast(replaced AS DOUBLE) AS numerator,
    cast(due AS DOUBLE) AS denominator,
    if(judged < listed AND replaced = due, 'insufficient', NULL) AS judgement,
    grade_rank
FROM counted
