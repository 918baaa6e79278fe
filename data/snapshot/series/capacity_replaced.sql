-- T13: share of proposed projects in saturated industries whose replaced capacity is at least the new one
-- One row per: region, sector, period
-- Params: base_year
WITH members AS (
    SELECT
        listed_on,
        coalesce(removed_on, DATE '9999-12-31') AS leaves_on,
        saturated IS NOT NULL
        AND (saturated = 'no' OR (new_capacity IS NOT NULL AND replaced_capacity IS NOT NULL)) AS judged,
        coalesce(saturated = 'yes', FALSE) AS due,
        coalesce(
            saturated = 'yes' AND round(replaced_capacity, 9) >= round(
                new_capacity
                * (SELECT value FROM plan_settings WHERE section = 'replacement' AND name = 'ratio'),
                9
            ),
            FALSE
        ) AS replaced,
        grade_rank,
        unnest(list_distinct([
            { 'region': city(), 'sector': total() },
            { 'region': region, 'sector': total() },
            { 'region': city(), 'sector': coalesce(nullif(sector, ''), total()) }
        ])) AS place
    FROM two_high_projects
    WHERE kind = 'proposed'
),

counted AS (
    SELECT
        members.place.region,
        members.place.sector,
        days.year,
        days.month,
        days.period,
        count(*) FILTER (WHERE members.replaced) AS replaced,
        count(*) FILTER (WHERE members.due AND members.judged) AS due,
        count(*) FILTER (WHERE members.judged) AS judged,
        count(*) AS listed,
        max(members.grade_rank) AS grade_rank
    FROM month_ends AS days
    INNER JOIN members ON members.listed_on <= days.as_of AND days.as_of < members.leaves_on
    WHERE days.year >= coalesce($base_year, 0)
    GROUP BY ALL
)

SELECT
    region,
    sector,
    year,
    month,
    period,
    CASE
        WHEN due > 0 THEN 100.0 * replaced / due
        WHEN judged = listed THEN 100.0
    END AS value,
    cast(replaced AS DOUBLE) AS numerator,
    cast(due AS DOUBLE) AS denominator,
    if(judged < listed AND replaced = due, 'insufficient', NULL) AS judgement,
    grade_rank
FROM counted
