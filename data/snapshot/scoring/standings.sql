-- which number of a statement speaks in a place from its period on until the next, for cards and scores
-- One row per: statement, region, period of all sectors; reads progress, plan_statements, plan_statuses
-- Params: (none)
SELECT
    progress.statement,
    progress.region,
    progress.period,
    progress.year,
    progress.month,
    progress.value,
    progress.target,
    progress.own_target,
    progress.gap,
    progress.ratio,
    progress.status,
    progress.grade,
    progress.year * 100 + progress.month AS ordinal,
    coalesce(
        lead(progress.year * 100 + progress.month) OVER (
            PARTITION BY progress.statement, progress.region
            ORDER BY progress.year, progress.month
        ),
        9999999
    ) AS until_ordinal,
    statuses.judged,
    statuses.met,
    statuses.wanting,
    -- the share of its points: of the required path attained; met is all of it, lost is nothing; what is not
    -- judged is not scored
    CASE
        WHEN NOT statuses.judged THEN NULL
        WHEN progress.status = 'lost' THEN 0
        WHEN statuses.met THEN greatest(coalesce(progress.ratio, 100), 100) / 100
        WHEN progress.ratio IS NOT NULL THEN greatest(progress.ratio, 0) / 100
        WHEN progress.status = 'on_track' THEN 1
    END AS share
FROM progress
INNER JOIN plan_statements AS statements ON progress.statement = statements.statement
INNER JOIN plan_statuses AS statuses ON progress.status = statuses.code
WHERE
    progress.item = ''
    AND progress.sector = total()
    AND (progress.basis = default_basis() OR progress.basis = '')
    -- a promise that ended with its due year is scored by that year, as its card is
    AND speaks_of_its_target(statements.rule, progress.year, progress.due_year)
ORDER BY progress.statement, progress.region, progress.year, progress.month
