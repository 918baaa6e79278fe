-- which day does a period of the green register end on, and from which day is a change usually told
-- One row per: period asked about (always one)
-- Params: period
-- Columns: until date; since date; first_on date; as_of date
WITH asked AS (
    SELECT
        least(
            as_of,
            coalesce(last_day(strptime(cast(least(ordinal_of($period), 999912) AS VARCHAR), '%Y%m')), as_of)
        ) AS until
    FROM horizon
)

SELECT
    asked.until,
    make_date(year(asked.until) - 1, 12, 31) AS since,
    (SELECT min(published_on) FROM green_members) AS first_on,
    (SELECT as_of FROM horizon) AS as_of
FROM asked
