-- which row of a template speaks now: never a demonstration beside a real one, then later state, later upload
-- One row per: record
-- Params: table_name
SELECT * FROM query_table($table_name)
QUALIFY
    row_number() OVER (
        PARTITION BY record_key
        ORDER BY grade = 'demo', maturity_rank DESC, generation DESC, row DESC, upload, sheet
    ) = 1
ORDER BY record_key
