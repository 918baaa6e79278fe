-- which day does a period end on, or all data where that is earlier
-- One row per: period asked about (always one)
-- Params: period
-- Columns: until date
SELECT
    least(
        as_of,
        coalesce(last_day(strptime(cast(least(ordinal_of($period), 999912) AS VARCHAR), '%Y%m')), as_of)
    ) AS until
FROM horizon
