-- for how many periods in a row has a place kept above the line, and when did it last fall below
-- One row per: statement, region
-- Params: statement, region
-- Columns: statement statement; region region; periods whole; periods_met whole; streak whole;
-- last_below period; lowest number % 1; lowest_period period; newest_value number % 1; target number % 0
WITH lines AS (
    SELECT
        statement AS line_of,
        max(value) AS value_of_line
    FROM targets
    WHERE region = city() AND sector = total() AND due_year IS null AND in_force
    GROUP BY statement
),

held AS (
    SELECT
        progress.statement,
        progress.region,
        progress.period,
        progress.ordinal,
        progress.value,
        -- a fact, no verdict: how a place lies to the city's line where it has none of its own
        coalesce(progress.target, lines.value_of_line) AS target
    FROM progress
    LEFT JOIN lines ON progress.statement = lines.line_of
    WHERE progress.sector = total() AND progress.period IS NOT null
),

judged AS (
    SELECT
        *,
        coalesce(round(value, 9) >= round(target, 9), false) AS met,
        count_if(NOT coalesce(round(value, 9) >= round(target, 9), false))
            OVER (PARTITION BY statement, region ORDER BY ordinal)
            AS breaks
    FROM held
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
