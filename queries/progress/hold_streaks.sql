-- for how many periods in a row has a place kept above the line, and when did it last fall below
-- One row per: statement, region
-- Params: statement, region
-- Columns: statement statement; region region; periods whole; periods_met whole; streak whole;
-- last_below period; lowest number % 1; lowest_period period; newest_value number % 1; target number % 0
WITH judged AS (
    SELECT
        statement,
        region,
        period,
        ordinal,
        value,
        target,
        met,
        count_if(NOT coalesce(met, false)) OVER (PARTITION BY statement, region ORDER BY ordinal) AS breaks
    FROM progress
    WHERE sector = total() AND period IS NOT null
)

SELECT
    judged.statement,
    judged.region,
    count(*) AS periods,
    cast(count_if(judged.met) AS INTEGER) AS periods_met,
    cast(count_if(judged.met AND judged.breaks = newest.breaks) AS INTEGER) AS streak,
    max(judged.period) FILTER (WHERE NOT judged.met) AS last_below,
    min(judged.value) AS lowest,
    arg_min(judged.period, judged.value) AS lowest_period,
    arg_max(judged.value, judged.ordinal) AS newest_value,
    max(judged.target) AS target
FROM judged
INNER JOIN (
    SELECT
        statement,
        region,
        max(breaks) AS breaks
    FROM judged
    GROUP BY statement, region
) AS newest ON judged.statement = newest.statement AND judged.region = newest.region
INNER JOIN regions ON judged.region = regions.region
WHERE
    judged.statement = coalesce($statement, role('circular.waste'))
    AND ($region IS null OR judged.region = $region)
GROUP BY judged.statement, judged.region, regions.region_ordinal
ORDER BY regions.region_ordinal
