-- which counties and zones have targets of their own by a document, and which have none
-- One row per: county or zone
-- Params: region, as_of
-- Columns: name text; region region; part code; standing code; due_on date; since date; grade grade
WITH taken AS (
    SELECT
        told.region,
        told.year AS first_year,
        told.year AS last_year,
        told.issued_on AS since,
        told.grade_rank
    FROM snapshot.county_targets AS told
    WHERE told.document IS NOT NULL
    UNION ALL
    SELECT
        aims.region,
        year(aims.valid_from) AS first_year,
        coalesce(aims.due_year, 9999) AS last_year,
        aims.valid_from AS since,
        aims.grade_rank
    FROM snapshot.targets AS aims
    WHERE aims.source = 'S22' AND aims.begun AND aims.region <> city()
),

covered AS (
    SELECT
        region,
        min(since) AS since,
        max(grade_rank) AS grade_rank
    FROM taken
    WHERE year(ledger_day($as_of)) BETWEEN first_year AND last_year
    GROUP BY region
)

SELECT
    '' AS name,
    regions.region,
    '' AS part,
    if(covered.region IS NULL, 'missing', 'in') AS standing,
    cast(NULL AS DATE) AS due_on,
    covered.since,
    coalesce(grades.code, '') AS grade
FROM regions
LEFT JOIN covered ON regions.region = covered.region
LEFT JOIN snapshot.plan_grades AS grades ON covered.grade_rank = grades.rank
WHERE
    regions.region_kind IN ('county', 'zone')
    AND year(ledger_day($as_of)) BETWEEN regions.first_year AND regions.last_year
    AND ($region IS NULL OR $region = city() OR regions.region = $region)
ORDER BY standing = 'in', regions.region_ordinal
