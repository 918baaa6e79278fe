-- the days on which ledgers are judged: each month's end since 2020, none later than the horizon
-- One row per: month
-- Params: (none)
SELECT
    least(last_day(cast(months.month_start AS DATE)), horizon.as_of) AS as_of,
    year(months.month_start) AS year,
    month(months.month_start) AS month,
    if(
        month(months.month_start) = 12,
        cast(year(months.month_start) AS VARCHAR),
        printf('%d-%02d', year(months.month_start), month(months.month_start))
    ) AS period
FROM horizon, generate_series(DATE '2020-12-01', horizon.as_of, INTERVAL 1 MONTH) AS months (month_start)
