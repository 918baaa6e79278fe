-- how much energy does each sector of a place use, for how much value added, and how much CO2 comes with it
-- One row per: region, sector, period
-- Params: region, regions, sector, basis, period
-- Columns: region region; sector sector; period period; year year; month whole; energy_tce number 吨标准煤 0;
-- energy_growth number % 1; value_added_10k_yuan number 万元 0; value_added_growth number % 1;
-- intensity_change number % 2; co2_t number 吨二氧化碳 0; co2_reported_t number 吨二氧化碳 0;
-- co2_energy_t number 吨二氧化碳 0; co2_energy_reported_t number 吨二氧化碳 0; co2_process_t number 吨二氧化碳 0;
-- maturity maturity; grade grade
SELECT
    levels.region,
    levels.sector,
    levels.period,
    levels.year,
    levels.month,
    levels.energy_tce,
    levels.energy_growth,
    levels.value_added AS value_added_10k_yuan,
    levels.value_added_growth,
    intensity_change(levels.energy_growth, levels.value_added_growth) AS intensity_change,
    emissions.total AS co2_t,
    emissions.reported_total AS co2_reported_t,
    emissions.fuel_combustion + emissions.net_electricity_heat AS co2_energy_t,
    emissions.fuel_combustion + emissions.reported_electricity_heat AS co2_energy_reported_t,
    emissions.process AS co2_process_t,
    levels.maturity,
    grades.code AS grade
FROM snapshot.energy_value_added AS levels
INNER JOIN sectors ON levels.sector = sectors.sector
LEFT JOIN snapshot.co2_levels AS emissions
    ON
        levels.region = emissions.region
        AND levels.sector = emissions.sector
        AND levels.year = emissions.year
        AND levels.month = emissions.month
INNER JOIN snapshot.plan_grades AS grades
    ON grades.rank = greatest(levels.grade_rank, coalesce(emissions.grade_rank, 0))
WHERE
    -- of one place, or of several at once
    if(
        $regions IS NULL,
        levels.region = coalesce($region, city()),
        list_contains(cast($regions AS VARCHAR[]), levels.region)
    )
    AND levels.basis = coalesce($basis, default_basis())
    AND ($sector IS NULL OR levels.sector = $sector)
    AND levels.year * 100 + levels.month <= ordinal_of($period)
ORDER BY sectors.sector_ordinal, levels.year, levels.month, levels.region
