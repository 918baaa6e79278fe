-- how much CO2 industry emitted in each place and sector: reported, the city else from its counties
-- One row per: region, sector, period
-- Params: (none)
WITH reported AS (
    SELECT
        region,
        sector,
        year,
        month,
        period,
        fuel_combustion,
        process,
        net_electricity_heat,
        coalesce(total, fuel_combustion + process + net_electricity_heat) AS total,
        factor_version,
        maturity_rank,
        grade_rank,
        1 AS preference
    FROM co2_emissions
),

summed AS (
    SELECT
        counties.parent AS region,
        reported.sector,
        reported.year,
        reported.month,
        reported.period,
        if(count(reported.fuel_combustion) = count(*), sum(reported.fuel_combustion), NULL)
            AS fuel_combustion,
        if(count(reported.process) = count(*), sum(reported.process), NULL) AS process,
        if(count(reported.net_electricity_heat) = count(*), sum(reported.net_electricity_heat), NULL)
            AS net_electricity_heat,
        if(count(reported.total) = count(*), sum(reported.total), NULL) AS total,
        min(reported.factor_version) AS factor_version,
        min(reported.maturity_rank) AS maturity_rank,
        max(reported.grade_rank) AS grade_rank,
        2 AS preference
    FROM reported
    INNER JOIN plan_county_years AS counties
        ON reported.region = counties.region AND reported.year = counties.year
    GROUP BY counties.parent, reported.sector, reported.year, reported.month, reported.period
    HAVING count(*) = max(counties.counties)
)

SELECT *
FROM (
    SELECT * FROM reported
    UNION ALL BY NAME
    SELECT * FROM summed
) AS together
QUALIFY row_number() OVER (
    PARTITION BY region, sector, period ORDER BY total IS NULL, grade_rank, preference
) = 1
