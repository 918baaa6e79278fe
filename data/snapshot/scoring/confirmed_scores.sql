-- which whole score of a county or department was officially confirmed, until the next is
-- One row per: county or department, period; reads assessment_scores
-- Params: (none)
SELECT
    coalesce(region, department) AS object,
    period,
    points,
    vetoed,
    grade,
    year * 100 + month AS ordinal,
    coalesce(
        lead(year * 100 + month) OVER (PARTITION BY coalesce(region, department) ORDER BY year, month),
        9999999
    ) AS until_ordinal
FROM assessment_scores
WHERE score_item = total()
ORDER BY object, year, month
