-- how many building-material lines are green and low-carbon, and how far raw material and fuel are replaced
-- One row per: period
-- Params: region
SELECT
    period,
    year,
    count(*) AS lines,
    cast(count_if(low_carbon_line = 'yes') AS INTEGER) AS low_carbon_lines,
    100 * sum(alternative_raw_t) FILTER (WHERE raw_material_t IS NOT NULL) / nullif(sum(raw_material_t), 0)
        AS alternative_raw_share,
    100
    * sum(alternative_fuel_t) FILTER (WHERE fuel_t IS NOT NULL)
    / nullif(sum(fuel_t), 0) AS alternative_fuel_share,
    grades.code AS grade
FROM (
    SELECT
        *,
        max(grade_rank) OVER (PARTITION BY period) AS worst
    FROM snapshot.product_energy
    WHERE
        (raw_material_t IS NOT NULL OR fuel_t IS NOT NULL)
        AND ($region IS NULL OR $region = city() OR region = $region)
) AS found
INNER JOIN snapshot.plan_grades AS grades ON found.worst = grades.rank
GROUP BY period, year, grades.code
ORDER BY year
