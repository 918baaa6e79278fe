-- how much steel capacity of each process is at the benchmark, at the baseline, or below it
-- One row per: process, period
-- Params: region, period
-- Columns: process option of S9.process; period period; year year; installations whole; at_baseline whole;
-- at_benchmark whole; unknown whole; capacity_10k_t number 万吨 0; benchmark_capacity_10k_t number 万吨 0;
-- baseline_capacity_10k_t number 万吨 0; below_capacity_10k_t number 万吨 0; benchmark_share number % 1;
-- grade grade
SELECT
    process,
    period,
    year,
    count(*) AS installations,
    cast(count_if(tier IN ('benchmark', 'baseline')) AS INTEGER) AS at_baseline,
    cast(count_if(tier = 'benchmark') AS INTEGER) AS at_benchmark,
    cast(count_if(tier = 'unknown') AS INTEGER) AS unknown,
    sum(capacity_t) AS capacity_10k_t,
    coalesce(sum(capacity_t) FILTER (WHERE tier = 'benchmark'), 0) AS benchmark_capacity_10k_t,
    coalesce(sum(capacity_t) FILTER (WHERE tier = 'baseline'), 0) AS baseline_capacity_10k_t,
    coalesce(sum(capacity_t) FILTER (WHERE tier = 'below_baseline'), 0) AS below_capacity_10k_t,
    if(count_if(tier = 'unknown') = 0, 100 * benchmark_capacity_10k_t / nullif(capacity_10k_t, 0), NULL)
        AS benchmark_share,
    arg_max(grade, grade_rank) AS grade
FROM steel_installations
WHERE counts_in(places, $region) AND ($period IS NULL OR period = $period)
GROUP BY process, process_ordinal, period, year
ORDER BY year DESC, process_ordinal
