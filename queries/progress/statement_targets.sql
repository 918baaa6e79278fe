-- every target ever set for a statement: of whom, from and by when, how much, where it stands, since when
-- One row per: target
-- Params: statement, region
-- Columns: target_id code; statement statement; unit unit; decimals whole; region region; region_kind code;
-- sector sector; base_year year; base_value number of unit; year year; value number of unit;
-- comparison code; source text; issued_on date; valid_from date; state code; origin code; upload code;
-- file_name text; sheet text; cell text; grade grade
SELECT
    targets.target_id,
    statements.statement,
    statements.unit,
    statements.decimals,
    targets.region,
    regions.region_kind,
    targets.sector,
    targets.base_year,
    targets.base_value,
    targets.due_year AS year,
    targets.value,
    targets.comparison,
    targets.document AS source,
    targets.issued_on,
    targets.valid_from,
    CASE
        WHEN targets.in_force THEN 'in_force'
        WHEN targets.begun THEN 'replaced'
        ELSE 'not_yet'
    END AS state,
    targets.source AS origin,
    targets.upload,
    targets.file_name,
    targets.sheet,
    targets.cell,
    grades.code AS grade
FROM targets
INNER JOIN statements ON targets.statement = statements.statement
INNER JOIN regions ON targets.region = regions.region
INNER JOIN snapshot.plan_grades AS grades ON targets.grade_rank = grades.rank
WHERE ($statement IS NULL OR targets.statement = $statement) AND ($region IS NULL OR targets.region = $region)
ORDER BY
    statements.ordinal,
    regions.region_ordinal,
    targets.sector,
    targets.due_year NULLS FIRST,
    targets.valid_from DESC
