-- of these statements the places and sectors that are judged again: where a number is other than it was
-- One row per: statement, region, sector
-- Params: statements, aimed_anew (whether all of theirs are, for targets are other)
WITH told AS (
    SELECT
        statement,
        region,
        sector,
        cast(series AS VARCHAR) AS said
    FROM series
    UNION ALL
    SELECT
        statement,
        region,
        sector,
        cast(series_as_reported AS VARCHAR) AS said
    FROM series_as_reported
    UNION ALL
    SELECT
        statement,
        region,
        sector,
        cast(aside_series AS VARCHAR) AS said
    FROM aside_series
    WHERE statement IN (SELECT unnest($statements))
    UNION ALL
    SELECT
        statement,
        region,
        sector,
        cast(aside_series_as_reported AS VARCHAR) AS said
    FROM aside_series_as_reported
    WHERE statement IN (SELECT unnest($statements))
)

-- what is said before and now leaves nothing of itself
SELECT
    statement,
    region,
    sector
FROM told
GROUP BY statement, region, sector
HAVING $aimed_anew OR bit_xor(md5_number(said)) <> 0
