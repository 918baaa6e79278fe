-- which varieties of energy do the enterprises of a place or sector use, and how has each share moved
-- One row per: energy variety, period
-- Params: region, sector, basis, period
-- Columns: energy energy; coal flag; non_fossil flag; period period; year year; quantity number of unit;
-- unit unit; energy_tce number 吨标准煤 0; share number % 1; non_fossil_tce number 吨标准煤 0;
-- green_electricity_10k_kwh number 万千瓦时 1; enterprises whole; grade grade
SELECT
    used.energy,
    energies.coal,
    energies.non_fossil,
    used.period,
    used.year,
    used.quantity,
    energies.unit,
    used.energy_tce,
    100 * used.energy_tce / nullif(sum(used.energy_tce) OVER (PARTITION BY used.period), 0) AS share,
    used.non_fossil_tce,
    used.green_electricity_10k_kwh,
    used.enterprises,
    grades.code AS grade
FROM snapshot.energies_used AS used
INNER JOIN snapshot.plan_energies AS energies ON used.energy = energies.code
INNER JOIN snapshot.plan_grades AS grades ON used.grade_rank = grades.rank
WHERE
    used.region = coalesce($region, city())
    AND used.sector = coalesce($sector, total())
    AND used.basis = coalesce($basis, default_basis())
    AND used.year * 100 + used.month <= ordinal_of($period)
ORDER BY used.year DESC, used.month DESC, energies.ordinal
