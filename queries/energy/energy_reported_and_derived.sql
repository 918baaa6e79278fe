-- does each reported standard quantity agree with physical quantity × coefficient
-- One row per: enterprise, energy variety, basis, period
-- Params: region, enterprise, energy, period, only_different
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
    regions.region_name,
    regions.region_name_en,
    compared.sector,
    compared.energy,
    energies.name AS energy_name,
    energies.name_en AS energy_name_en,
    compared.basis,
    compared.period,
    compared.quantity,
    energies.unit,
    compared.applied_coefficient,
    compared.coefficient IS NULL AS reference_coefficient,
    compared.standard_tce AS reported_tce,
    compared.derived_tce,
    compared.difference_percent,
    coalesce(abs(compared.difference_percent) > compared.tolerance_percent, FALSE) AS differs,
    compared.fuel_tco2,
    compared.electricity_heat_tco2,
    compared.grid_factor_year,
    compared.grade
FROM compared
INNER JOIN snapshot.plan_energies AS energies ON compared.energy = energies.code
INNER JOIN regions ON compared.region = regions.region
LEFT JOIN enterprises ON compared.enterprise_key = enterprises.enterprise_key
WHERE
    ($region IS NULL OR $region = city() OR compared.region = $region)
    AND ($enterprise IS NULL OR compared.enterprise_key = $enterprise)
    AND ($energy IS NULL OR compared.energy = $energy)
    AND ($period IS NULL OR compared.period = $period)
    AND (
        NOT coalesce($only_different, FALSE) OR abs(compared.difference_percent) > compared.tolerance_percent
    )
ORDER BY compared.year DESC, compared.month DESC, compared.enterprise_key, energies.ordinal, compared.basis
