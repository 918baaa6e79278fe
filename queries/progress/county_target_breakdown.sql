-- which county or zone took on which target, by which document, and who has none yet
-- One row per: region, statement (none: NULL)
-- Params: region, statement, period
-- Columns: region region; region_kind code; period period; statement statement; unit unit;
-- target number of unit; due_year year; document text; issued_on date; covered flag; grade grade
WITH known AS (
    SELECT *
    FROM snapshot.county_targets
    WHERE year * 100 + month <= ordinal_of($period)
),

latest AS (
    SELECT *
    FROM known
    WHERE
        year * 100 + month = (SELECT max(year * 100 + month) FROM known)
        AND ($statement IS NULL OR statement = $statement)
)

SELECT
    regions.region,
    regions.region_kind,
    latest.period,
    latest.statement,
    statements.unit,
    latest.target,
    cast(latest.due_year AS INTEGER) AS due_year,
    latest.document,
    latest.issued_on,
    latest.document IS NOT NULL AS covered,
    latest.grade
FROM regions
LEFT JOIN latest ON regions.region = latest.region
LEFT JOIN statements ON latest.statement = statements.statement
WHERE
    regions.region_kind IN ('county', 'zone')
    AND coalesce((SELECT max(year) FROM known), (SELECT year(as_of) FROM horizon))
    BETWEEN regions.first_year AND regions.last_year
    AND ($region IS NULL OR regions.region = $region)
ORDER BY regions.region_ordinal, latest.statement
