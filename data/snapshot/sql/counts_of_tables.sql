-- the question how many rows each table has, as one text: asked table by table it takes three times as long
-- One row per: snapshot
-- Params: (none)
SELECT
    string_agg(
        format('SELECT ''{0}'' AS table_name, count(*) AS row_count FROM "{0}"', table_name),
        ' UNION ALL '
        ORDER BY table_name
    ) AS question
FROM duckdb_tables()
WHERE NOT internal AND database_name = current_database()
