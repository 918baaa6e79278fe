-- T11: share of new, rebuilt and expanded projects whose energy per unit is at or below the level required
-- One row per: region, sector, period
-- Params: base_year
WITH members AS (
    SELECT
        listed_on,
        coalesce(removed_on, DATE '9999-12-31') AS leaves_on,
        must_comply(nature, kind) AS due,
        due AND unit_energy IS NOT NULL AND required_level IS NOT NULL AS judged,
        due AND NOT exceeds(unit_energy, required_level) AS complies,
        grade_rank,
        unnest(places_of(places, sector)) AS place
    FROM two_high_projects
)

SELECT
    members.place.region,
    members.place.sector,
    days.year,
    days.month,
    days.period,
    100.0
    * count(*) FILTER (WHERE members.complies)
    / nullif(count(*) FILTER (WHERE members.judged), 0) AS value,
    cast(count(*) FILTER (WHERE members.complies) AS DOUBLE) AS numerator,
    cast(count(*) FILTER (WHERE members.judged) AS DOUBLE) AS denominator,
    CASE
        WHEN NOT bool_or(members.due) THEN 'not_applicable'
        -- a project whose figures are missing may comply or not: nobody can say that all do
        WHEN
            bool_or(members.due AND NOT members.judged)
            AND bool_and(coalesce(members.complies, TRUE) OR NOT members.due)
            THEN 'insufficient'
    END AS judgement,
    max(members.grade_rank) AS grade_rank
FROM month_ends AS days
INNER JOIN members ON members.listed_on <= days.as_of AND days.as_of < members.leaves_on
WHERE days.year >= coalesce($base_year, 0)
GROUP BY ALL
