-- where does every steel process installation stand against baseline and benchmark
-- One row per: installation
-- Params: region, process, tier, period
WITH known AS (
    SELECT
        *,
        CASE
            WHEN unit_energy IS NULL THEN 'unknown'
            WHEN unit_energy <= benchmark THEN 'benchmark'
            WHEN unit_energy <= baseline THEN 'baseline'
            ELSE 'below_baseline'
        END AS tier
    FROM snapshot.steel_processes
    WHERE year * 100 + month <= ordinal_of($period)
)

SELECT
    known.process,
    choices.name AS process_name,
    choices.name_en AS process_name_en,
    known.enterprise_key,
    enterprises.enterprise,
    known.installation,
    known.region,
    regions.region_name,
    regions.region_name_en,
    known.period,
    known.capacity_t AS capacity_10k_t,
    known.unit_energy AS unit_energy_kgce_per_t,
    known.baseline AS baseline_kgce_per_t,
    known.benchmark AS benchmark_kgce_per_t,
    known.unit_energy - known.baseline AS above_baseline_kgce_per_t,
    known.unit_energy - known.benchmark AS above_benchmark_kgce_per_t,
    known.tier,
    CASE known.tier
        WHEN 'benchmark' THEN '达到标杆'
        WHEN 'baseline' THEN '达到基准'
        WHEN 'below_baseline' THEN '低于基准'
        ELSE '未知'
    END AS tier_name,
    CASE known.tier
        WHEN 'benchmark' THEN 'At the benchmark'
        WHEN 'baseline' THEN 'At the baseline'
        WHEN 'below_baseline' THEN 'Below the baseline'
        ELSE 'Unknown'
    END AS tier_name_en,
    known.grade
FROM known
INNER JOIN snapshot.plan_choices AS choices
    ON choices.template = 'S9' AND choices.field = 'process' AND known.process = choices.code
INNER JOIN regions ON known.region = regions.region
LEFT JOIN enterprises ON known.enterprise_key = enterprises.enterprise_key
WHERE
    known.year * 100 + known.month = (SELECT max(year * 100 + month) FROM known)
    AND ($region IS NULL OR $region = city() OR known.region = $region)
    AND ($process IS NULL OR known.process = $process)
    AND ($tier IS NULL OR known.tier = $tier)
ORDER BY choices.ordinal, known.enterprise_key, known.installation
