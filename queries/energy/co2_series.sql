-- how has CO2 moved year by year in one place and sector, and in the series it is held against
-- One row per: source, region, sector, year
-- Params: source, region, sector
-- Columns: source code; region region; sector sector; year year; period period; value number 万吨二氧化碳 1;
-- fuel_combustion number 万吨二氧化碳 1; process number 万吨二氧化碳 1;
-- net_electricity_heat number 万吨二氧化碳 1; factor_version text; grade grade
SELECT
    emissions.source,
    emissions.region,
    emissions.sector,
    emissions.year,
    cast(emissions.year AS VARCHAR) AS period,
    emissions.value,
    levels.fuel_combustion / 10000 AS fuel_combustion,
    levels.process / 10000 AS process,
    levels.net_electricity_heat / 10000 AS net_electricity_heat,
    levels.factor_version,
    grades.code AS grade
FROM snapshot.annual_emissions AS emissions
INNER JOIN regions ON emissions.region = regions.region
INNER JOIN snapshot.plan_grades AS grades ON emissions.grade_rank = grades.rank
LEFT JOIN snapshot.co2_levels AS levels
    ON
        emissions.source = 'industry'
        AND emissions.region = levels.region
        AND emissions.sector = levels.sector
        AND emissions.year = levels.year
        AND levels.month = 12
WHERE
    ($source IS NULL OR emissions.source = $source)
    AND ($region IS NULL OR emissions.region = $region)
    AND ($sector IS NULL OR emissions.sector = $sector)
ORDER BY emissions.source, regions.region_ordinal, emissions.sector, emissions.year
