-- how far the data reach: the last month any sheet speaks of, never later than the day of publication
-- One row per: snapshot
-- Params: at
SELECT least(last_day(max(reached)), cast($at AS DATE)) AS as_of
FROM (
    SELECT reached FROM reaches
    UNION ALL
    SELECT DATE '2020-12-31' AS reached
) AS reaching
WHERE reached <= last_day(cast($at AS DATE))
