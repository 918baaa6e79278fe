-- the days on which ledgers are judged: each month's end since 2020, the last one never later than the horizon
-- One row per: month
-- Params: (none)
SELECT
    least(last_day(CAST(month_start AS DATE)), horizon.as_of) AS as_of,
    year(month_start) AS year,
    month(month_start) AS month,
    if(month(month_start) = 12, CAST(year(month_start) AS VARCHAR), printf('%d-%02d', year(month_start), month(month_start))) AS period
FROM horizon, generate_series(DATE '2020-12-01', horizon.as_of, INTERVAL 1 MONTH) AS months (month_start)
