-- how many records of one template are changed, gone, new and the same between two snapshots, and the first
-- One row per: state, with how many records and the keys of the first
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

both_sides AS (
    SELECT
        coalesce(a.record_key, b.record_key) AS record_key,
        CASE
            WHEN b.record_key IS NULL THEN 'new'
            WHEN a.record_key IS NULL THEN 'gone'
            WHEN a.said = b.said THEN 'same'
            ELSE 'changed'
        END AS state
    FROM told_after AS a
    FULL OUTER JOIN told_before AS b ON a.record_key = b.record_key
)

SELECT
    state,
    count(*) AS records,
    max(record_key, $most) FILTER (WHERE state <> 'same') AS first_keys
FROM both_sides
GROUP BY state
