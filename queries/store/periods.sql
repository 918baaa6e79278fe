-- which periods have figures, newest first
-- One row per: period
-- Params: statement
-- Columns: period period; year year; month code
SELECT DISTINCT
    period,
    year,
    month
FROM progress
WHERE period IS NOT NULL AND year > 2020 AND ($statement IS NULL OR statement = $statement)
ORDER BY year DESC, month DESC
