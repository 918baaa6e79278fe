-- does reported CO2 agree with what follows from the enterprises' energy, and by which grid factor
-- One row per: region, sector, year
-- Params: region, sector, year, verdict
-- Columns: region region; sector sector; year year; reported_fuel_tco2 number 吨二氧化碳 0;
-- reported_process_tco2 number 吨二氧化碳 0; reported_electricity_heat_tco2 number 吨二氧化碳 0;
-- reported_total_tco2 number 吨二氧化碳 0; reported_energy_tco2 number 吨二氧化碳 0; factor_version text;
-- derived_fuel_tco2 number 吨二氧化碳 0; derived_electricity_heat_tco2 number 吨二氧化碳 0;
-- derived_energy_tco2 number 吨二氧化碳 0; enterprises whole; covered number % 1; grid_factor_year year;
-- without_factor text; difference_percent number % 1; tolerance_percent number % 0; verdict code; grade grade
WITH held AS (
    SELECT
        coalesce(reported.region, derived.region) AS region,
        coalesce(reported.sector, derived.sector) AS sector,
        coalesce(reported.year, derived.year) AS year,
        reported.fuel_combustion AS reported_fuel_tco2,
        reported.process AS reported_process_tco2,
        reported.reported_electricity_heat AS reported_electricity_heat_tco2,
        reported.reported_total AS reported_total_tco2,
        reported.factor_version,
        derived.fuel_tco2 AS derived_fuel_tco2,
        derived.electricity_heat_tco2 AS derived_electricity_heat_tco2,
        derived.energy_tco2 AS derived_energy_tco2,
        reported.fuel_combustion + reported.reported_electricity_heat AS reported_energy_tco2,
        derived.enterprises,
        derived.covered,
        derived.comparable,
        derived.grid_factor_year,
        derived.without_factor,
        greatest(coalesce(reported.grade_rank, 0), coalesce(derived.grade_rank, 0)) AS grade_rank
    FROM (SELECT * FROM snapshot.co2_levels WHERE month = 12) AS reported
    FULL OUTER JOIN snapshot.derived_co2 AS derived
        ON
            reported.region = derived.region
            AND reported.sector = derived.sector
            AND reported.year = derived.year
),

compared AS (
    SELECT
        held.* EXCLUDE (comparable),
        100 * (reported_energy_tco2 / nullif(derived_energy_tco2, 0) - 1) AS difference_percent,
        tolerance.value AS tolerance_percent,
        CASE
            WHEN derived_energy_tco2 IS NULL THEN 'not_derived'
            WHEN reported_energy_tco2 IS NULL THEN 'not_reported'
            WHEN NOT comparable THEN 'not_comparable'
            WHEN
                exceeds(
                    abs(100 * (reported_energy_tco2 / nullif(derived_energy_tco2, 0) - 1)), tolerance.value
                )
                THEN 'differs'
            ELSE 'agrees'
        END AS verdict
    FROM held
    CROSS JOIN (
        SELECT value FROM snapshot.plan_settings WHERE section = 'derived_co2' AND name = 'tolerance'
    ) AS tolerance
)

SELECT
    compared.region,
    compared.sector,
    compared.year,
    compared.reported_fuel_tco2,
    compared.reported_process_tco2,
    compared.reported_electricity_heat_tco2,
    compared.reported_total_tco2,
    compared.reported_energy_tco2,
    compared.factor_version,
    compared.derived_fuel_tco2,
    compared.derived_electricity_heat_tco2,
    compared.derived_energy_tco2,
    compared.enterprises,
    compared.covered,
    cast(compared.grid_factor_year AS INTEGER) AS grid_factor_year,
    compared.without_factor,
    compared.difference_percent,
    compared.tolerance_percent,
    compared.verdict,
    grades.code AS grade
FROM compared
INNER JOIN regions ON compared.region = regions.region
LEFT JOIN sectors ON compared.sector = sectors.sector
INNER JOIN snapshot.plan_grades AS grades ON compared.grade_rank = grades.rank
WHERE
    ($region IS NULL OR compared.region = $region)
    AND ($sector IS NULL OR compared.sector = $sector)
    AND ($year IS NULL OR compared.year = $year)
    AND ($verdict IS NULL OR compared.verdict = $verdict)
ORDER BY compared.year DESC, regions.region_ordinal, sectors.sector_ordinal
