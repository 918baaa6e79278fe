-- how much CO2 industry emitted in each place and sector, on one grid factor and as reported
-- One row per: region, sector, period
-- Params: (none)
WITH reported AS (
    SELECT
        told.region,
        told.sector,
        told.year,
        told.month,
        told.period,
        told.fuel_combustion,
        told.process,
        told.net_electricity_heat AS reported_electricity_heat,
        coalesce(told.total, told.fuel_combustion + told.process + told.net_electricity_heat)
            AS reported_total,
        told.factor_version,
        versions.grid || cast(versions.factor_year AS VARCHAR) AS factor_grid_year,
        told.net_electricity_heat - coalesce(told.net_heat, 0) AS electricity,
        choice.tco2_per_10k_kwh / versions.tco2_per_10k_kwh AS ratio,
        CASE
            WHEN told.net_electricity_heat = 0 THEN 'no_electricity'
            WHEN ratio IS NULL THEN 'unknown_factor'
            WHEN ratio = 1 THEN 'same_factor'
            WHEN told.net_electricity_heat IS NULL THEN 'unknown_electricity'
            WHEN told.net_heat IS NULL THEN 'heat_not_told'
            ELSE 'converted'
        END AS conversion,
        told.maturity_rank,
        told.grade_rank
    FROM co2_emissions AS told
    CROSS JOIN plan_grid_choice AS choice
    LEFT JOIN grid_versions AS versions ON told.factor_version = versions.factor_version
),

-- What electricity would have emitted by the one factor; heat, fuels and process stay as they are.
converted AS (
    SELECT
        * EXCLUDE (electricity, ratio),
        CASE
            WHEN conversion IN ('no_electricity', 'same_factor') THEN 0
            WHEN conversion IN ('converted', 'heat_not_told') THEN electricity * (ratio - 1)
        END AS moved,
        1 AS preference
    FROM reported
),

-- A sum of counties that used several factors says so.
summed AS (
    SELECT
        counties.parent AS region,
        told.sector,
        told.year,
        told.month,
        told.period,
        if(count(told.fuel_combustion) = count(*), sum(told.fuel_combustion), NULL) AS fuel_combustion,
        if(count(told.process) = count(*), sum(told.process), NULL) AS process,
        if(count(told.reported_electricity_heat) = count(*), sum(told.reported_electricity_heat), NULL)
            AS reported_electricity_heat,
        if(count(told.reported_total) = count(*), sum(told.reported_total), NULL) AS reported_total,
        if(count(told.moved) = count(*), sum(told.moved), NULL) AS moved,
        string_agg(DISTINCT told.factor_version, '、' ORDER BY told.factor_version) AS factor_version,
        string_agg(
            DISTINCT coalesce(told.factor_grid_year, told.factor_version),
            '、'
            ORDER BY coalesce(told.factor_grid_year, told.factor_version)
        ) AS factor_grid_year,
        if(count(DISTINCT told.conversion) = 1, min(told.conversion), 'mixed') AS conversion,
        min(told.maturity_rank) AS maturity_rank,
        max(told.grade_rank) AS grade_rank,
        2 AS preference
    FROM converted AS told
    INNER JOIN plan_county_years AS counties
        ON told.region = counties.region AND told.year = counties.year
    GROUP BY counties.parent, told.sector, told.year, told.month, told.period
    HAVING count(*) = max(counties.counties)
),

chosen AS (
    SELECT *
    FROM (
        SELECT * FROM converted
        UNION ALL BY NAME
        SELECT * FROM summed
    ) AS together
    QUALIFY row_number() OVER (
        PARTITION BY region, sector, period ORDER BY reported_total IS NULL, grade_rank, preference
    ) = 1
)

SELECT
    *,
    reported_electricity_heat + moved AS net_electricity_heat,
    reported_total + moved AS total,
    coalesce(contains(factor_grid_year, '、'), FALSE) AS mixed_factors
FROM chosen
