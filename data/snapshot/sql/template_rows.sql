-- every active row of one template, with the upload it came in and how its grade and maturity rank
-- One row per: row of an upload
-- Params: files
SELECT
    parsed.* EXCLUDE (filename, row_grade),
    uploads.upload,
    uploads.generation,
    coalesce(row_grade, uploads.grade) AS grade,
    plan_grades.rank AS grade_rank,
    coalesce(plan_maturities.rank, 3) AS maturity_rank
FROM read_parquet($files, union_by_name = true, filename = true) AS parsed
INNER JOIN uploads ON parsed.filename = uploads.rows_file
INNER JOIN plan_grades ON coalesce(parsed.row_grade, uploads.grade) = plan_grades.code
LEFT JOIN plan_maturities ON parsed.maturity = plan_maturities.code
