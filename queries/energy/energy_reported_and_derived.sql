-- does each reported standard quantity agree with physical quantity × coefficient
-- One row per: enterprise, energy variety, basis, period
-- Params: region, enterprise, energy, period, only_different
-- Columns: enterprise_key enterprise of S2; enterprise enterprise of S2; region region; sector sector; energy
-- energy; basis basis; period period; quantity number of unit; unit unit; applied_coefficient number 4;
-- reference_coefficient flag; reported_tce number 吨标准煤 0; derived_tce number 吨标准煤 0; difference_percent
-- number % 1; differs flag; fuel_tco2 number 吨二氧化碳 0; electricity_heat_tco2 number 吨二氧化碳 0; grid_factor_year
-- year; grade grade
WITH compared AS (
    SELECT
        quantities.*,
        100 * (quantities.standard_tce / nullif(quantities.derived_tce, 0) - 1) AS difference_percent,
        (SELECT value FROM snapshot.plan_settings WHERE section = 'standard_quantity' AND name = 'tolerance')
            AS tolerance_percent
    FROM snapshot.standard_quantities AS quantities
)

SELECT
    compared.enterprise_key,
    enterprises.enterprise,
    compared.region,
    compared.sector,
    compared.energy,
    compared.basis,
    compared.period,
    compared.quantity,
    energies.unit,
    compared.applied_coefficient,
    compared.coefficient IS NULL AS reference_coefficient,
    compared.standard_tce AS reported_tce,
    compared.derived_tce,
    compared.difference_percent,
    coalesce(exceeds(abs(compared.difference_percent), compared.tolerance_percent), FALSE) AS differs,
    compared.fuel_tco2,
    compared.electricity_heat_tco2,
    compared.grid_factor_year,
    compared.grade
FROM compared
INNER JOIN snapshot.plan_energies AS energies ON compared.energy = energies.code
LEFT JOIN enterprises ON compared.enterprise_key = enterprises.enterprise_key
WHERE
    counts_in(compared.places, $region)
    AND ($enterprise IS NULL OR compared.enterprise_key = $enterprise)
    AND ($energy IS NULL OR compared.energy = $energy)
    AND ($period IS NULL OR compared.period = $period)
    AND (
        NOT coalesce($only_different, FALSE)
        OR exceeds(abs(compared.difference_percent), compared.tolerance_percent)
    )
ORDER BY compared.year DESC, compared.month DESC, compared.enterprise_key, energies.ordinal, compared.basis
