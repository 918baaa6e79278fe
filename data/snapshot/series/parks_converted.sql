-- T23: share of key parks of regional rank and above whose circular conversion was accepted
-- One row per: region, period (sector TOTAL)
-- Params: base_year
WITH members AS (
    SELECT
        coalesce(accepted_on, DATE '9999-12-31') AS accepted_on,
        grade_rank,
        unnest(list_distinct([city(), region])) AS region
    FROM circular_parks
    WHERE level IN ('national', 'regional')
)

SELECT
    members.region,
    days.year,
    days.month,
    days.period,
    100.0 * count(*) FILTER (WHERE members.accepted_on <= days.as_of) / count(*) AS value,
    cast(count(*) FILTER (WHERE members.accepted_on <= days.as_of) AS DOUBLE) AS numerator,
    cast(count(*) AS DOUBLE) AS denominator,
    max(members.grade_rank) AS grade_rank
FROM month_ends AS days
CROSS JOIN members
WHERE days.year >= coalesce($base_year, 0)
GROUP BY ALL
