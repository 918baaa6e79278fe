-- how many records of one template are new, changed, gone and the same between two snapshots
-- One row per: (one)
-- Params: before_table, after_table, fields
WITH told_before AS (
    SELECT
        record_key,
        hash(*COLUMNS(LAMBDA name: list_contains($fields, name))) AS said
    FROM query_table($before_table)
),

told_after AS (
    SELECT
        record_key,
        hash(*COLUMNS(LAMBDA name: list_contains($fields, name))) AS said
    FROM query_table($after_table)
)

SELECT
    count(*) FILTER (WHERE b.record_key IS NULL) AS new_records,
    count(*) FILTER (WHERE a.said <> b.said) AS changed_records,
    count(*) FILTER (WHERE a.record_key IS NULL) AS gone_records,
    count(*) FILTER (WHERE a.said = b.said) AS same_records
FROM told_after AS a
FULL OUTER JOIN told_before AS b ON a.record_key = b.record_key
