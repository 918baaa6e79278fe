-- which tables the published file has, with which columns of which type
-- One row per: table, column
-- Params: (none)
-- Columns: table_name code; column_name code; type text; place whole
SELECT
    table_name,
    column_name,
    data_type AS type,
    column_index AS place
FROM duckdb_columns()
WHERE database_name = 'snapshot' AND NOT starts_with(table_name, '_')
ORDER BY table_name, column_index
