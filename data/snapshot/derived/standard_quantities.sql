-- how much standard coal and CO2 stand behind each physical quantity an enterprise reported
-- One row per: enterprise, energy, basis, period
-- Params: (none)
WITH grid AS (
    SELECT
        year,
        tco2_per_10k_kwh
    FROM plan_grid_factors
    WHERE scope = 'provincial' AND region = '广西'
),

-- The factor of the year itself, else the nearest published year before, else the first one there is.
chosen AS (
    SELECT
        years.year,
        grid.year AS factor_year,
        grid.tco2_per_10k_kwh
    FROM (SELECT DISTINCT year FROM enterprise_energy) AS years
    CROSS JOIN grid
    QUALIFY row_number() OVER (
        PARTITION BY years.year ORDER BY grid.year > years.year, abs(grid.year - years.year)
    ) = 1
),

known AS (
    SELECT
        reported.*,
        energies.unit,
        energies.coal,
        energies.non_fossil,
        energies.co2_by,
        energies.co2_factor,
        chosen.factor_year AS grid_factor_year,
        chosen.tco2_per_10k_kwh,
        coalesce(
            reported.coefficient,
            if(reported.basis = 'equivalent', energies.reference_equivalent, energies.reference_calorific)
        ) AS applied_coefficient
    FROM enterprise_energy AS reported
    INNER JOIN plan_energies AS energies ON reported.energy = energies.code
    LEFT JOIN chosen ON reported.year = chosen.year
),

measured AS (
    SELECT
        *,
        quantity * applied_coefficient AS derived_tce,
        coalesce(quantity * applied_coefficient, standard_tce) AS energy_tce
    FROM known
)

SELECT
    * EXCLUDE (tco2_per_10k_kwh, co2_factor),
    CASE
        WHEN coal THEN energy_tce
        ELSE 0
    END AS coal_tce,
    CASE
        WHEN non_fossil THEN energy_tce
        WHEN co2_by = 'electricity' THEN coalesce(green_electricity, 0) * applied_coefficient
        ELSE 0
    END AS non_fossil_tce,
    CASE co2_by
        WHEN 'fuel' THEN (quantity - coalesce(feedstock, 0)) * co2_factor
        WHEN 'electricity' THEN 0
        WHEN 'heat' THEN 0
        WHEN 'zero' THEN 0
    END AS fuel_tco2,
    CASE co2_by
        WHEN 'electricity'
            THEN
                greatest(coalesce(purchased_electricity, quantity) - coalesce(green_electricity, 0), 0)
                * tco2_per_10k_kwh
        WHEN 'heat'
            THEN
                quantity
                * (
                    SELECT value
                    FROM plan_settings
                    WHERE section = 'derived_co2' AND name = 'heat_tco2_per_gj'
                )
        ELSE 0
    END AS electricity_heat_tco2
FROM measured
