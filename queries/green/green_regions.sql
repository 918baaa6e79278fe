-- how many green factories does every county and zone hold on a day (a zone beside its county, never added)
-- One row per: region (county or zone)
-- Params: sector, as_of
-- Columns: region region; region_kind code; value whole; national whole; regional whole; grade grade
WITH listed AS (
    SELECT
        members.*,
        days.as_of < members.leaves_on AS holds
    FROM green_members AS members
    CROSS JOIN (SELECT coalesce(cast($as_of AS DATE), as_of) AS as_of FROM horizon) AS days
    WHERE
        members.kind = 'factory'
        AND members.published_on <= days.as_of
        AND ($sector IS NULL OR $sector = total() OR members.sector = $sector)
)

SELECT
    regions.region,
    regions.region_kind,
    cast(count(DISTINCT listed.counted_key) FILTER (WHERE listed.holds) AS DOUBLE) AS value,
    count(DISTINCT listed.counted_key) FILTER (WHERE listed.holds AND listed.level = 'national')
        AS national,
    count(DISTINCT listed.counted_key) FILTER (WHERE listed.holds AND listed.level = 'regional')
        AS regional,
    coalesce(arg_max(grades.code, grades.rank), '') AS grade
FROM regions
LEFT JOIN listed ON list_contains(listed.places, regions.region)
LEFT JOIN snapshot.plan_grades AS grades ON listed.grade_rank = grades.rank
WHERE
    regions.region_kind IN ('county', 'zone')
    AND (SELECT year(coalesce(cast($as_of AS DATE), as_of)) FROM horizon)
    BETWEEN regions.first_year AND regions.last_year
GROUP BY regions.region, regions.region_kind, regions.region_ordinal
ORDER BY regions.region_ordinal
