-- which numbers do not speak any more, since a later state, a later upload or a real one says the same anew
-- One row per: number that was replaced; reads observations
-- Params: (none)
WITH contested AS (
    SELECT
        template,
        record_key
    FROM observations
    GROUP BY template, record_key
    HAVING min(upload) <> max(upload) OR min(sheet) <> max(sheet) OR min(row) <> max(row)
)

SELECT
    told.template,
    told.record_key,
    told.field,
    told.upload,
    told.sheet,
    told.row
FROM observations AS told
INNER JOIN contested ON told.template = contested.template AND told.record_key = contested.record_key
QUALIFY
    row_number() OVER (
        PARTITION BY told.template, told.record_key, told.field
        ORDER BY
            told.grade = 'demo', told.maturity_rank DESC, told.generation DESC, told.row DESC,
            told.upload, told.sheet
    ) > 1
ORDER BY ALL
