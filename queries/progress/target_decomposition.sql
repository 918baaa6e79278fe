-- do the counties' targets together support the city's of the same due year
-- One row per: due year, statement
-- Params: statement
-- Columns: due_year year; statement statement; unit unit; way code; counties whole;
-- counties_together number of unit; city_target number of unit; comparison code; supports flag; grade grade
SELECT
    held.due_year,
    held.statement,
    statements.unit,
    if(held.amounts, 'sum', 'weighted_mean') AS way,
    held.counties,
    held.supported AS counties_together,
    held.city_target,
    held.comparison,
    held.supports,
    grades.code AS grade
FROM snapshot.decomposed_targets AS held
INNER JOIN statements ON held.statement = statements.statement
INNER JOIN snapshot.plan_grades AS grades ON held.grade_rank = grades.rank
WHERE $statement IS NULL OR held.statement = $statement
ORDER BY held.due_year DESC, statements.ordinal
