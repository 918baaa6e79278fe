-- how much of what is expected has come in each place, by last weight and by number, and who is missing
-- One row per: roster, measure ('' for all of them), region, sector, period
-- Params: (none)
WITH placed AS (
    SELECT
        * EXCLUDE (places),
        unnest(places) AS region
    FROM expected_members
),

added AS (
    SELECT
        roster,
        if(grouping(measure) = 1, '', measure) AS measure,
        region,
        if(grouping(sector) = 1, total(), sector) AS sector,
        year,
        month,
        -- amounts of different things are not added: there members are counted
        grouping(measure) = 0 OR bool_and(adds) AS weighed,
        100.0 * count_if(reported) / count(*) AS by_count,
        100 * coalesce(sum(weight) FILTER (WHERE reported), 0) / nullif(sum(weight), 0) AS by_weight,
        string_agg(DISTINCT name, '、' ORDER BY name) FILTER (WHERE NOT reported) AS missing
    FROM placed
    GROUP BY
        GROUPING SETS (
            (roster, measure, region, sector, year, month),
            (roster, measure, region, year, month),
            (roster, region, sector, year, month),
            (roster, region, year, month)
        )
    HAVING grouping(sector) = 1 OR sector NOT IN ('', total())
)

SELECT DISTINCT
    roster,
    measure,
    region,
    sector,
    year,
    month,
    round(by_count, 9) AS by_count,
    round(if(weighed, coalesce(by_weight, by_count), by_count), 9) AS by_weight,
    missing
FROM added
