-- who judged the statements that no number can answer, when, how and on what evidence
-- One row per: judgement
-- Params: statement, region, as_of
SELECT
    judged.statement,
    statements.name,
    statements.name_en,
    judged.region,
    regions.region_name,
    regions.region_name_en,
    judged.sector,
    judged.judgement,
    statuses.name AS judgement_name,
    statuses.name_en AS judgement_name_en,
    judged.figure,
    statements.unit,
    judged.person,
    judged.judged_on,
    judged.evidence,
    judged.reason,
    row_number()
        OVER (PARTITION BY judged.statement, judged.region, judged.sector ORDER BY judged.judged_on DESC)
    = 1 AS newest,
    judged.grade,
    judged.upload,
    uploads.file_name,
    judged.sheet,
    cells.letter || cast(judged.row AS VARCHAR) AS cell
FROM snapshot.judgements AS judged
INNER JOIN statements ON judged.statement = statements.statement
INNER JOIN regions ON judged.region = regions.region
INNER JOIN snapshot.plan_statuses AS statuses ON judged.judgement = statuses.code
INNER JOIN snapshot.uploads AS uploads ON judged.upload = uploads.upload
LEFT JOIN snapshot.cells AS cells
    ON judged.upload = cells.upload AND judged.sheet = cells.sheet AND cells.field = 'judgement'
WHERE
    judged.judged_on <= ledger_day($as_of)
    AND ($statement IS NULL OR judged.statement = $statement)
    AND ($region IS NULL OR judged.region = $region)
ORDER BY statements.ordinal, judged.judged_on DESC
