-- the first records of one template that are changed, gone or new between two snapshots
-- One row per: record, with its state
-- Params: before_table, after_table, fields, most (of each state)
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
),

differing AS (
    SELECT
        coalesce(a.record_key, b.record_key) AS record_key,
        if(b.record_key IS NULL, 'new', if(a.record_key IS NULL, 'gone', 'changed')) AS state
    FROM told_after AS a
    FULL OUTER JOIN told_before AS b ON a.record_key = b.record_key
    WHERE a.said IS DISTINCT FROM b.said
)

SELECT
    record_key,
    state
FROM differing
QUALIFY row_number() OVER (PARTITION BY state ORDER BY record_key DESC) <= $most
ORDER BY state, record_key DESC
