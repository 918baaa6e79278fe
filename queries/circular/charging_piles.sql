-- how many charging piles are there, and for how many new-energy vehicles of the classes reported
-- One row per: region, year
-- Params: region
-- Columns: region region; period period; year year; piles whole; added whole; public_new_energy whole;
-- grade grade
WITH placed AS (
    SELECT
        region,
        year,
        month,
        period,
        max(total) FILTER (WHERE vehicle = 'charging_pile') AS piles,
        sum(new_energy) FILTER (WHERE vehicle NOT IN ('charging_pile', 'private')) AS public_new_energy,
        max(grade_rank) AS grade_rank
    FROM snapshot.vehicles
    GROUP BY region, year, month, period
),

summed AS (
    SELECT
        counties.parent AS region,
        placed.year,
        placed.month,
        placed.period,
        if(count(placed.piles) = count(*), sum(placed.piles), NULL) AS piles,
        if(count(placed.public_new_energy) = count(*), sum(placed.public_new_energy), NULL)
            AS public_new_energy,
        max(placed.grade_rank) AS grade_rank
    FROM placed
    INNER JOIN snapshot.plan_county_years AS counties
        ON placed.region = counties.region AND placed.year = counties.year
    GROUP BY counties.parent, placed.year, placed.month, placed.period
    HAVING count(*) = max(counties.counties)
),

together AS (
    SELECT * FROM placed
    UNION ALL BY NAME
    SELECT *
    FROM summed
    WHERE (region, period) NOT IN (SELECT (region, period) FROM placed WHERE piles IS NOT NULL)
)

SELECT
    together.region,
    together.period,
    together.year,
    together.piles,
    together.piles
    - lag(together.piles) OVER (PARTITION BY together.region ORDER BY together.year, together.month) AS added,
    together.public_new_energy,
    grades.code AS grade
FROM together
INNER JOIN regions ON together.region = regions.region
INNER JOIN snapshot.plan_grades AS grades ON together.grade_rank = grades.rank
WHERE together.piles IS NOT NULL AND ($region IS NULL OR together.region = $region)
ORDER BY regions.region_ordinal, together.year
