-- which steel installations are at or below the baseline, and which are above it and since which year
-- One row per: installation in service
-- Params: region, as_of
-- Columns: name enterprise of S9; region region; part code; standing code; due_on date; since date; grade
-- grade
WITH rated AS (
    SELECT
        *,
        enterprise_key || '|' || process || '|' || installation AS machine,
        last_day(make_date(year, month, 1)) AS as_of,
        CASE
            WHEN unit_energy IS NULL OR baseline IS NULL THEN 'unknown'
            WHEN at_most(unit_energy, baseline) THEN 'in'
            ELSE 'missing'
        END AS standing
    FROM snapshot.steel_processes
    WHERE capacity_t > 0 AND last_day(make_date(year, month, 1)) <= ledger_day($as_of)
),

turned AS (
    SELECT
        *,
        max(if(standing = 'missing', NULL, as_of)) OVER so_far AS last_other,
        min(as_of) OVER so_far AS first_seen
    FROM rated
    WINDOW so_far AS (PARTITION BY machine ORDER BY as_of)
),

runs AS (
    SELECT
        machine,
        min(as_of) FILTER (WHERE as_of > coalesce(last_other, first_seen - 1)) AS since
    FROM turned
    WHERE standing = 'missing'
    GROUP BY machine
)

SELECT
    concat_ws(' ', named.enterprise, rated.installation) AS name,
    rated.region,
    rated.process AS part,
    rated.standing,
    cast(NULL AS DATE) AS due_on,
    if(rated.standing = 'missing', runs.since, NULL) AS since,
    rated.grade
FROM rated
LEFT JOIN runs ON rated.machine = runs.machine
LEFT JOIN enterprises AS named ON rated.enterprise_key = named.enterprise_key
WHERE
    rated.as_of = (SELECT max(rated.as_of) FROM rated)
    AND counts_in(rated.places, $region)
ORDER BY rated.standing = 'in', name
