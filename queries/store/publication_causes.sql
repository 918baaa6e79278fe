-- which files of plan and program differ from those the publication before was made with
-- One row per: file (of a publication before that does not tell its files: one row without a name)
-- Params: (none)
-- Columns: cause code; file text
WITH earlier AS (
    SELECT older.key
    FROM previous.meta AS older
    INNER JOIN snapshot.meta AS newer ON older.key = newer.key
    WHERE older.key = 'generation' AND older.value::INTEGER < newer.value::INTEGER
),

before AS (
    SELECT
        key,
        value
    FROM previous.meta
    WHERE starts_with(key, 'file ')
),

now AS (
    SELECT
        key,
        value
    FROM snapshot.meta
    WHERE starts_with(key, 'file ')
),

differing AS (
    SELECT replace(coalesce(now.key, before.key), 'file ', '') AS file
    FROM now
    FULL OUTER JOIN before ON now.key = before.key
    WHERE now.value IS DISTINCT FROM before.value AND EXISTS (SELECT before.key FROM before)
    UNION ALL
    SELECT NULL AS file
    FROM snapshot.meta AS newer
    INNER JOIN previous.meta AS older ON newer.key = older.key
    WHERE newer.key = 'program' AND newer.value <> older.value AND NOT EXISTS (SELECT before.key FROM before)
)

SELECT
    if(file LIKE '%.csv' OR file LIKE '%.toml', 'plan', 'program') AS cause,
    file
FROM differing
WHERE EXISTS (SELECT earlier.key FROM earlier)
ORDER BY cause, file
