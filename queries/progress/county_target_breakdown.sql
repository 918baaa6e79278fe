-- which county or zone took on which target, by which document, and who has none
-- One row per: region, target in force (none: NULL)
-- Params: region, statement, period
-- Columns: region region; region_kind code; statement statement; unit unit; target number of unit;
-- comparison code; base_year year; due_year year; document text; issued_on date; valid_from date;
-- covered flag; target_id code; file_name text; sheet text; cell text; grade grade
WITH taken AS (
    SELECT
        targets.*,
        grades.code AS grade
    FROM targets
    INNER JOIN snapshot.plan_grades AS grades ON targets.grade_rank = grades.rank
    WHERE
        targets.in_force
        AND targets.sector = total()
        AND targets.source <> 'plan'
        AND ($statement IS NULL OR targets.statement = $statement)
        AND year(targets.valid_from) * 100 + month(targets.valid_from) <= ordinal_of($period)
)

SELECT
    regions.region,
    regions.region_kind,
    taken.statement,
    statements.unit,
    taken.value AS target,
    taken.comparison,
    taken.base_year,
    taken.due_year,
    taken.document,
    taken.issued_on,
    taken.valid_from,
    taken.target_id IS NOT NULL AS covered,
    taken.target_id,
    taken.file_name,
    taken.sheet,
    taken.cell,
    taken.grade
FROM regions
LEFT JOIN taken ON regions.region = taken.region
LEFT JOIN statements ON taken.statement = statements.statement
WHERE
    regions.region_kind IN ('county', 'zone')
    AND (SELECT year(as_of) FROM horizon) BETWEEN regions.first_year AND regions.last_year
    AND ($region IS NULL OR regions.region = $region)
ORDER BY regions.region_ordinal, taken.statement, taken.due_year
