-- who judged the statements that no number can answer, when, how and on what evidence
-- One row per: judgement
-- Params: statement, region, as_of
-- Columns: statement statement; region region; sector sector; judgement status; figure number of unit;
-- unit unit; person text; judged_on date; evidence text; reason text; newest flag; grade grade; upload code;
-- file_name text; sheet text; cell text
SELECT
    judged.statement,
    judged.region,
    judged.sector,
    judged.judgement,
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
INNER JOIN snapshot.uploads AS uploads ON judged.upload = uploads.upload
LEFT JOIN snapshot.cells AS cells
    ON judged.upload = cells.upload AND judged.sheet = cells.sheet AND cells.field = 'judgement'
WHERE
    judged.judged_on <= ledger_day($as_of)
    AND ($statement IS NULL OR judged.statement = $statement)
    AND ($region IS NULL OR judged.region = $region)
ORDER BY statements.ordinal, judged.judged_on DESC
