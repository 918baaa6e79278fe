-- T03: CO2 per value added (base-year prices) of the key industries, together, each, and by division
-- One row per: region, sector or item, period (whole years)
-- Params: base_year, factors (one grid factor for all years, or as reported)
WITH divisions AS (
    SELECT
        levels.region,
        levels.sector,
        industries.code AS industry,
        levels.year,
        levels.month,
        levels.period,
        CASE $factors WHEN 'one' THEN levels.total WHEN 'reported' THEN levels.reported_total END
            AS numerator,
        added.value_added AS denominator,
        least(levels.maturity_rank, coalesce(added.maturity_rank, 3)) AS maturity_rank,
        greatest(levels.grade_rank, coalesce(added.grade_rank, 0)) AS grade_rank
    FROM co2_levels AS levels
    INNER JOIN plan_industries AS industries ON levels.sector = industries.sector
    LEFT JOIN constant_value_added AS added
        ON
            levels.region = added.region
            AND levels.sector = added.sector
            AND added.price_year = $base_year
            AND levels.year = added.year
    WHERE levels.month = 12 AND levels.year >= coalesce($base_year, 0)
),

-- An industry of several divisions needs all of them, and the headline all industries.
industries AS (
    SELECT
        region,
        industry,
        year,
        month,
        period,
        if(count(numerator) = wanted, sum(numerator), NULL) AS numerator,
        if(count(denominator) = wanted, sum(denominator), NULL) AS denominator,
        min(maturity_rank) AS maturity_rank,
        max(grade_rank) AS grade_rank
    FROM divisions
    INNER JOIN (SELECT code, count(*) AS wanted FROM plan_industries GROUP BY code) AS sizes
        ON divisions.industry = sizes.code
    GROUP BY region, industry, year, month, period, wanted
),

headline AS (
    SELECT
        region,
        year,
        month,
        period,
        count(*) = wanted.industries AS complete,
        if(count(numerator) = wanted.industries, sum(numerator), NULL) AS numerator,
        if(count(denominator) = wanted.industries, sum(denominator), NULL) AS denominator,
        min(maturity_rank) AS maturity_rank,
        max(grade_rank) AS grade_rank
    FROM industries
    CROSS JOIN (SELECT count(DISTINCT code) AS industries FROM plan_industries) AS wanted
    GROUP BY region, year, month, period, wanted.industries
)

SELECT
    region,
    total() AS sector,
    '' AS item,
    year,
    month,
    period,
    numerator / nullif(denominator, 0) AS value,
    numerator,
    denominator,
    if(complete, 'parts', 'insufficient') AS judgement,
    maturity_rank,
    grade_rank
FROM headline
UNION ALL BY NAME
SELECT
    region,
    total() AS sector,
    industry AS item,
    year,
    month,
    period,
    numerator / nullif(denominator, 0) AS value,
    numerator,
    denominator,
    cast(NULL AS VARCHAR) AS judgement,
    maturity_rank,
    grade_rank
FROM industries
UNION ALL BY NAME
SELECT
    region,
    sector,
    '' AS item,
    year,
    month,
    period,
    numerator / nullif(denominator, 0) AS value,
    numerator,
    denominator,
    cast(NULL AS VARCHAR) AS judgement,
    maturity_rank,
    grade_rank
FROM divisions
