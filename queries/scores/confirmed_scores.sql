-- which assessment scores were officially confirmed
-- One row per: period, county or department, item
-- Params: period, region, department
-- Columns: period period; region region; department department; item score_item; weight whole; points number;
-- vetoed flag; document text; grade grade; file_name text; sheet text; cell text
SELECT
    scores.period,
    scores.region,
    scores.department,
    scores.score_item AS item,
    scores.weight,
    scores.points,
    coalesce(scores.vetoed = 'yes', false) AS vetoed,
    scores.document,
    scores.grade,
    uploads.file_name,
    scores.sheet,
    cells.letter || cast(scores.row AS VARCHAR) AS cell
FROM snapshot.assessment_scores AS scores
LEFT JOIN regions ON scores.region = regions.region
LEFT JOIN snapshot.plan_scoring AS scoring ON scores.score_item = scoring.item
INNER JOIN snapshot.uploads AS uploads ON scores.upload = uploads.upload
LEFT JOIN snapshot.cells AS cells
    ON scores.upload = cells.upload AND scores.sheet = cells.sheet AND cells.field = 'points'
WHERE
    ($period IS null OR scores.period = $period)
    AND ($region IS null OR scores.region = $region)
    AND ($department IS null OR scores.department = $department)
ORDER BY
    scores.year DESC,
    scores.month DESC,
    regions.region_ordinal NULLS LAST,
    scores.department,
    scoring.ordinal NULLS FIRST
