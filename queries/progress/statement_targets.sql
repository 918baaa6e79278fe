-- every target ever set for a statement: place, year, value, where it stands and since when it holds
-- One row per: target
-- Params: statement, region
-- Columns: statement statement; unit unit; decimals whole; region region; region_kind code; year year;
-- value number of unit; comparison code; base_value number of unit; source text; valid_from date; state code
SELECT
    statements.statement,
    statements.unit,
    statements.decimals,
    targets.region,
    regions.region_kind,
    targets.year,
    targets.value,
    targets.comparison,
    targets.base_value,
    targets.source,
    cast(targets.valid_from AS DATE) AS valid_from,
    CASE
        WHEN targets.in_force THEN 'in_force'
        WHEN targets.begun THEN 'replaced'
        ELSE 'not_yet'
    END AS state
FROM targets
INNER JOIN statements ON targets.statement = statements.statement
INNER JOIN regions ON targets.region = regions.region
WHERE ($statement IS NULL OR targets.statement = $statement) AND ($region IS NULL OR targets.region = $region)
ORDER BY statements.ordinal, regions.region_ordinal, targets.year NULLS FIRST, valid_from DESC
