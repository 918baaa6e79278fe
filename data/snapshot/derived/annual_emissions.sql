-- every yearly series of CO2 that can be asked whether it has peaked: reported, and published by others
-- One row per: source, region, sector, year
-- Params: (none)
SELECT
    'industry' AS source,
    region,
    sector,
    year,
    total / 10000 AS value,
    total AS measured,
    maturity_rank,
    grade_rank
FROM co2_levels
WHERE month = 12 AND total IS NOT NULL
UNION ALL BY NAME
SELECT
    'industry_as_reported' AS source,
    region,
    sector,
    year,
    reported_total / 10000 AS value,
    reported_total AS measured,
    maturity_rank,
    grade_rank
FROM co2_levels
WHERE month = 12 AND reported_total IS NOT NULL
UNION ALL BY NAME
SELECT
    'industry_reported' AS source,
    region,
    total() AS sector,
    year,
    industrial_co2 AS value,
    industrial_co2 AS measured,
    maturity_rank,
    grade_rank
FROM economy_co2
WHERE month = 12 AND industrial_co2 IS NOT NULL
UNION ALL BY NAME
SELECT
    if(indicator = '工业二氧化碳排放量', 'industry_published', 'economy_published') AS source,
    region,
    total() AS sector,
    year,
    100 * figure AS value,
    figure AS measured,
    maturity_rank,
    grade_rank
FROM published_figures
WHERE indicator IN ('工业二氧化碳排放量', '二氧化碳排放量') AND published_unit = '百万吨' AND month = 12
