-- rows that speak now out of the newest earlier upload of the same scope, and that this file does not have
-- One row per: record
-- Params: table_name, rows_table (the view told_rows: record_key, period, region of every row of the file)
WITH theirs AS (
    SELECT
        found.upload,
        found.generation,
        found.record_key,
        coalesce(found.period, '') AS period,
        coalesce(found.region, '') AS region
    FROM (
        SELECT * FROM query_table($rows_table)
        UNION ALL BY NAME
        -- not every sheet has a period, or places
        SELECT
            NULL::VARCHAR AS period,
            NULL::VARCHAR AS region
        WHERE FALSE
    ) AS found
),

asked AS (
    SELECT
        period,
        list_sort(list_distinct(list(region))) AS regions
    FROM told_rows
    GROUP BY period
),

scopes AS (
    SELECT
        theirs.upload,
        theirs.generation,
        theirs.period,
        count(*) AS known,
        count(told_rows.record_key) AS repeated,
        list_sort(list_distinct(list(theirs.region))) AS regions
    FROM theirs
    LEFT JOIN told_rows ON theirs.record_key = told_rows.record_key
    WHERE theirs.period IN (SELECT asked.period FROM asked)
    GROUP BY theirs.upload, theirs.generation, theirs.period
),

-- Of the same scope: it speaks of the same places in a period, or the file repeats half of it or more.
earlier AS (
    SELECT
        scopes.upload,
        scopes.period
    FROM scopes
    INNER JOIN asked ON scopes.period = asked.period
    WHERE scopes.repeated > 0 AND (scopes.regions = asked.regions OR 2 * scopes.repeated >= scopes.known)
    QUALIFY
        row_number() OVER (
            PARTITION BY scopes.period ORDER BY scopes.generation DESC, scopes.repeated DESC, scopes.upload
        ) = 1
)

SELECT speaking.*
FROM (
    SELECT * FROM query_table($table_name)
    UNION ALL BY NAME
    SELECT NULL::VARCHAR AS period
    WHERE FALSE
) AS speaking
INNER JOIN earlier ON speaking.upload = earlier.upload AND coalesce(speaking.period, '') = earlier.period
WHERE speaking.record_key NOT IN (SELECT told_rows.record_key FROM told_rows)
ORDER BY speaking.upload, speaking.sheet, speaking.row
