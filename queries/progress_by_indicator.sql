-- where does every statement stand, in every place and period
-- One row per: statement, region, sector, basis, period
-- Params: statement, region, sector, period, basis
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
    progress.status,
    progress.maturity,
    progress.grade,
    (SELECT printf('snap-%06d-', cast(value AS INTEGER)) FROM meta WHERE key = 'generation')
    || (SELECT left(value, 12) FROM meta WHERE key = 'logical') AS snapshot
FROM progress
WHERE
    ($statement IS NULL OR progress.statement = $statement)
    AND ($region IS NULL OR progress.region = $region)
    AND ($sector IS NULL OR progress.sector = $sector)
    AND ($period IS NULL OR progress.period = $period)
    AND ($basis IS NULL OR progress.basis = $basis OR progress.basis = '')
ORDER BY progress.statement, progress.region, progress.sector, progress.basis, progress.ordinal
