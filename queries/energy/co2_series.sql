-- how has CO2 moved year by year in one place and sector (one grid factor, as reported), and beside it
-- One row per: source, region, sector, year
-- Params: source, region, sector
-- Columns: source code; region region; sector sector; year year; period period; value number 万吨二氧化碳 1;
-- reported_value number 万吨二氧化碳 1; fuel_combustion number 万吨二氧化碳 1; process number 万吨二氧化碳 1;
-- net_electricity_heat number 万吨二氧化碳 1; reported_electricity_heat number 万吨二氧化碳 1; factor_version text;
-- mixed_factors flag; conversion code; factor_break flag; break_value number 万吨二氧化碳 1;
-- break_points number 个百分点 1; grid code; factor_year year; grade grade
WITH industry AS (
    SELECT
        *,
        coalesce(factor_grid_year, factor_version) AS factor_of,
        lag(coalesce(factor_grid_year, factor_version)) OVER years AS factor_before,
        lag(reported_total) OVER years AS reported_before,
        lag(total) OVER years AS total_before,
        lag(year) OVER years = year - 1 AS neighbours
    FROM snapshot.co2_levels
    WHERE month = 12
    WINDOW years AS (PARTITION BY region, sector ORDER BY year)
),

-- What of the reported change is the factor's: the reported change less the change on one factor.
broken AS (
    SELECT
        *,
        coalesce(neighbours AND factor_of <> factor_before, FALSE) AS factor_break,
        if(factor_break, reported_total - reported_before - (total - total_before), NULL) AS broken_by
    FROM industry
),

told AS (
    SELECT
        'industry' AS source,
        region,
        sector,
        year,
        total / 10000 AS value,
        reported_total / 10000 AS reported_value,
        fuel_combustion / 10000 AS fuel_combustion,
        process / 10000 AS process,
        net_electricity_heat / 10000 AS net_electricity_heat,
        reported_electricity_heat / 10000 AS reported_electricity_heat,
        factor_version,
        mixed_factors,
        conversion,
        factor_break,
        broken_by / 10000 AS break_value,
        100 * broken_by / nullif(reported_before, 0) AS break_points,
        grade_rank
    FROM broken
    UNION ALL BY NAME
    SELECT
        source,
        region,
        sector,
        year,
        value,
        value AS reported_value,
        grade_rank
    FROM snapshot.annual_emissions
    WHERE source NOT IN ('industry', 'industry_as_reported')
)

SELECT
    told.source,
    told.region,
    told.sector,
    told.year,
    cast(told.year AS VARCHAR) AS period,
    told.value,
    told.reported_value,
    told.fuel_combustion,
    told.process,
    told.net_electricity_heat,
    told.reported_electricity_heat,
    told.factor_version,
    told.mixed_factors,
    told.conversion,
    told.factor_break,
    told.break_value,
    told.break_points,
    if(told.source = 'industry', choice.scope, NULL) AS grid,
    if(told.source = 'industry', choice.year, NULL) AS factor_year,
    grades.code AS grade
FROM told
CROSS JOIN snapshot.plan_grid_choice AS choice
INNER JOIN regions ON told.region = regions.region
INNER JOIN snapshot.plan_grades AS grades ON told.grade_rank = grades.rank
WHERE
    ($source IS NULL OR told.source = $source)
    AND ($region IS NULL OR told.region = $region)
    AND ($sector IS NULL OR told.sector = $sector)
ORDER BY told.source, regions.region_ordinal, told.sector, told.year
