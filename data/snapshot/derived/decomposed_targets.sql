-- do the counties' targets support the city's: amounts added, rates as an energy-weighted mean
-- One row per: year, statement
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
        taken.year,
        taken.statement,
        taken.target,
        taken.grade_rank,
        weights.energy_tce AS weight,
        known.counties AS wanted
    FROM county_targets AS taken
    INNER JOIN plan_county_years AS known ON taken.region = known.region AND taken.year = known.year
    LEFT JOIN weights ON taken.region = weights.region
    WHERE taken.document IS NOT NULL
),

added AS (
    SELECT
        counties.year,
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
    GROUP BY counties.year, counties.statement, statements.rule
),

cities AS (
    SELECT
        statement,
        value,
        comparison
    FROM plan_targets
    WHERE region = city()
    QUALIFY row_number() OVER (PARTITION BY statement ORDER BY valid_from DESC, year DESC) = 1
),

held AS (
    SELECT
        added.*,
        if(added.amounts, added.target_sum, added.target_mean) AS supported,
        cities.value AS city_target,
        cities.comparison
    FROM added
    LEFT JOIN cities ON added.statement = cities.statement
)

SELECT
    * EXCLUDE (wanted),
    CASE
        WHEN city_target IS NULL OR supported IS NULL THEN NULL
        WHEN counties < wanted THEN NULL
        WHEN comparison = 'above' THEN exceeds(supported, city_target)
        WHEN comparison = 'at_most' THEN at_most(supported, city_target)
        ELSE at_least(supported, city_target)
    END AS supports
FROM held
