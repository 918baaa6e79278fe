-- how does every county and zone stand on every statement, on its card of a period
-- One row per: region, statement
-- Params: period
-- Columns: region region; kind code; statement statement; status status; wanting flag; period period;
-- value number of unit; unit unit; decimals whole; grade grade
WITH places AS (
    SELECT
        region,
        region_kind,
        region_ordinal
    FROM regions
    WHERE
        region_kind IN ('county', 'zone')
        AND coalesce(cast(left($period, 4) AS INTEGER), (SELECT year(as_of) FROM horizon))
        BETWEEN first_year AND last_year
)

SELECT
    places.region,
    places.region_kind AS kind,
    statements.statement,
    coalesce(cards.status, silent_status(statements.connected)) AS status,
    coalesce(cards.wanting, FALSE) AS wanting,
    cards.period,
    cards.value,
    statements.unit,
    statements.decimals,
    cards.grade
FROM places
CROSS JOIN statements
LEFT JOIN standing_at(ordinal_of($period)) AS cards
    ON places.region = cards.region AND statements.statement = cards.statement
ORDER BY statements.ordinal, places.region_ordinal
