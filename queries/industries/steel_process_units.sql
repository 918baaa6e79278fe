-- where does every steel process installation stand against baseline and benchmark
-- One row per: installation
-- Params: region, process, tier, period
-- Columns: process option of S9.process; enterprise_key enterprise of S9; enterprise enterprise of S9;
-- installation text; region region; period period; capacity_10k_t number 万吨 0; unit_energy_kgce_per_t number
-- 千克标准煤/吨 1; baseline_kgce_per_t number 千克标准煤/吨 1; benchmark_kgce_per_t number 千克标准煤/吨 1;
-- above_baseline_kgce_per_t number 千克标准煤/吨 1; above_benchmark_kgce_per_t number 千克标准煤/吨 1; tier code; grade
-- grade
WITH known AS (
    SELECT *
    FROM steel_installations
    WHERE year * 100 + month <= ordinal_of($period)
)

SELECT
    known.process,
    known.enterprise_key,
    enterprises.enterprise,
    known.installation,
    known.region,
    known.period,
    known.capacity_t AS capacity_10k_t,
    known.unit_energy AS unit_energy_kgce_per_t,
    known.baseline AS baseline_kgce_per_t,
    known.benchmark AS benchmark_kgce_per_t,
    excess(known.unit_energy, known.baseline) AS above_baseline_kgce_per_t,
    excess(known.unit_energy, known.benchmark) AS above_benchmark_kgce_per_t,
    known.tier,
    known.grade
FROM known
LEFT JOIN enterprises ON known.enterprise_key = enterprises.enterprise_key
WHERE
    known.year * 100 + known.month = (SELECT max(year * 100 + month) FROM known)
    AND counts_in(known.places, $region)
    AND ($process IS NULL OR known.process = $process)
    AND ($tier IS NULL OR known.tier = $tier)
ORDER BY known.process_ordinal, known.enterprise_key, known.installation
