-- do the counties' targets support the city's of that year: amounts added, rates as an energy-weighted mean
-- One row per: due year, statement
-- Params: (none)
WITH weights AS (
    SELECT
        region,
        max(energy_tce) AS energy_tce
    FROM energy_value_added
    WHERE
        sector = total()
        AND month = 12
        AND basis = default_basis()
        AND year
        = (SELECT value FROM plan_settings WHERE section = 'target_decomposition' AND name = 'weight_year')
    GROUP BY region
),

counties AS (
    SELECT
        taken.due_year,
        taken.statement,
        taken.value AS target,
        taken.grade_rank,
        weights.energy_tce AS weight,
        known.counties AS wanted
    FROM targets AS taken
    INNER JOIN plan_county_years AS known
        ON taken.region = known.region AND coalesce(taken.due_year, year(taken.valid_from)) = known.year
    LEFT JOIN weights ON taken.region = weights.region
    WHERE taken.in_force AND taken.source <> 'plan' AND taken.sector = total()
),

added AS (
    SELECT
        counties.due_year,
        counties.statement,
        statements.rule = 'count' OR statements.rule = 'budget' AS amounts,
        count(*) AS counties,
        sum(counties.target) AS target_sum,
        if(count(counties.weight) = count(*), sum(counties.target * counties.weight), NULL)
        / nullif(sum(counties.weight), 0) AS target_mean,
        max(counties.grade_rank) AS grade_rank,
        max(counties.wanted) AS wanted
    FROM counties
    INNER JOIN plan_statements AS statements ON counties.statement = statements.statement
    GROUP BY counties.due_year, counties.statement, statements.rule
),

held AS (
    SELECT
        added.*,
        if(added.amounts, added.target_sum, added.target_mean) AS supported,
        cities.value AS city_target,
        cities.comparison
    FROM added
    LEFT JOIN targets AS cities
        ON
            added.statement = cities.statement
            AND added.due_year IS NOT DISTINCT FROM cities.due_year
            AND cities.region = city()
            AND cities.sector = total()
            AND cities.in_force
)

SELECT
    * EXCLUDE (wanted),
    CASE
        WHEN city_target IS NULL OR supported IS NULL THEN NULL
        WHEN counties < wanted THEN NULL
        WHEN comparison = 'above' THEN round(supported, 9) > round(city_target, 9)
        WHEN comparison = 'at_most' THEN round(supported, 9) <= round(city_target, 9)
        WHEN comparison = 'below' THEN round(supported, 9) < round(city_target, 9)
        ELSE round(supported, 9) >= round(city_target, 9)
    END AS supports
FROM held
