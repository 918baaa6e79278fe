-- where does every statement stand, in every place and period
-- One row per: statement, region, sector, period (calorific basis unless another, or all, is asked for)
-- Params: statement, region, sector, period, basis, as_of
-- Columns: statement statement; indicator text; region region; sector sector; basis basis; period period;
-- value number of unit; unit unit; target number of unit; gap number of unit; attained number %;
-- required number of unit; required_share number %; ratio number; base_year year; base_value number of unit;
-- due_year year; own_target flag; target_id code; status status; verdict status; verdict_period period;
-- verdict_value number of unit; verdict_target number of unit; since period; because named;
-- coverage number %; missing named; maturity maturity; grade grade; snapshot code
SELECT
    progress.statement,
    progress.indicator,
    progress.region,
    progress.sector,
    progress.basis,
    progress.period,
    progress.value,
    progress.unit,
    progress.target,
    progress.gap,
    progress.attained,
    progress.required,
    progress.required_share,
    progress.ratio,
    progress.base_year,
    progress.base_value,
    progress.due_year,
    progress.own_target,
    progress.target_id,
    progress.status,
    progress.verdict,
    progress.verdict_period,
    progress.verdict_value,
    progress.verdict_target,
    progress.since,
    progress.because,
    progress.coverage,
    progress.missing,
    progress.maturity,
    progress.grade,
    (SELECT value FROM meta WHERE key = 'snapshot') AS snapshot
FROM progress
WHERE
    ($statement IS NULL OR progress.statement = $statement)
    AND ($region IS NULL OR progress.region = $region)
    AND ($sector IS NULL OR progress.sector = $sector)
    AND ($period IS NULL OR progress.period = $period)
    AND ($basis IS NULL OR $basis = 'all' OR progress.basis = $basis OR progress.basis = '')
    AND ($as_of IS NULL OR progress.ordinal <= ordinal_of($as_of))
-- a place that reports only the other basis is not left out
QUALIFY
    $basis IS NOT NULL OR row_number() OVER (
        PARTITION BY progress.statement, progress.region, progress.sector, progress.period
        ORDER BY progress.basis <> default_basis()
    ) = 1
ORDER BY progress.statement, progress.region, progress.sector, progress.basis, progress.ordinal
