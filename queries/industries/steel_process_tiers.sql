-- how much steel capacity of each process is at the benchmark, at the baseline, or below it
-- One row per: process, period
-- Params: region, period
SELECT
    found.process,
    choices.name AS process_name,
    choices.name_en AS process_name_en,
    found.period,
    found.year,
    count(*) AS installations,
    cast(count_if(found.unit_energy <= found.baseline) AS INTEGER) AS at_baseline,
    cast(count_if(found.unit_energy <= found.benchmark) AS INTEGER) AS at_benchmark,
    cast(count_if(found.unit_energy IS NULL) AS INTEGER) AS unknown,
    sum(found.capacity_t) AS capacity_10k_t,
    coalesce(sum(found.capacity_t) FILTER (WHERE found.unit_energy <= found.benchmark), 0)
        AS benchmark_capacity_10k_t,
    coalesce(
        sum(found.capacity_t) FILTER (
            WHERE found.unit_energy > found.benchmark AND found.unit_energy <= found.baseline
        ),
        0
    ) AS baseline_capacity_10k_t,
    coalesce(sum(found.capacity_t) FILTER (WHERE found.unit_energy > found.baseline), 0)
        AS below_capacity_10k_t,
    if(count(found.unit_energy) = count(*), 100 * benchmark_capacity_10k_t / nullif(capacity_10k_t, 0), NULL)
        AS benchmark_share,
    arg_max(found.grade, found.grade_rank) AS grade
FROM snapshot.steel_processes AS found
INNER JOIN snapshot.plan_choices AS choices
    ON choices.template = 'S9' AND choices.field = 'process' AND found.process = choices.code
WHERE
    ($region IS NULL OR $region = city() OR found.region = $region)
    AND ($period IS NULL OR found.period = $period)
GROUP BY found.process, choices.name, choices.name_en, choices.ordinal, found.period, found.year
ORDER BY found.year DESC, choices.ordinal
