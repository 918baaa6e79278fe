-- which cells are corrected, from what to what, by whom and why, and how each stands beside its sheet
-- One row per: correction
-- Params: statement
-- Columns: generation whole; template template; field code; record_key enterprise of template; region region;
-- was text; becomes text; unit unit; reason text; document text; by_whom text; at time; state text; says
-- text; upload code; file_name text; sheet text; row_number whole; cell text
SELECT
    corrections.generation,
    corrections.template,
    corrections.field,
    corrections.record_key,
    homes.region,
    corrections.was,
    corrections.becomes,
    corrections.unit,
    corrections.reason,
    corrections.document,
    corrections.by_whom,
    corrections.at,
    corrections.state,
    corrections.says,
    coalesce(corrections.upload, corrections.seen_upload) AS upload,
    uploads.file_name,
    coalesce(corrections.sheet, corrections.seen_sheet) AS sheet,
    corrections.row AS row_number,
    -- in another file the same value may stand in another column
    if(
        coalesce(corrections.upload, corrections.seen_upload) = corrections.seen_upload,
        corrections.seen_cell,
        cells.letter || cast(corrections.row AS VARCHAR)
    ) AS cell
FROM snapshot.corrections AS corrections
LEFT JOIN snapshot.uploads AS uploads
    ON coalesce(corrections.upload, corrections.seen_upload) = uploads.upload
LEFT JOIN snapshot.cells AS cells
    ON
        corrections.upload = cells.upload
        AND corrections.sheet = cells.sheet
        AND corrections.field = cells.field
LEFT JOIN (
    SELECT
        template,
        record_key,
        min(region) AS region
    FROM snapshot.observations
    WHERE record_key IN (SELECT corrected.record_key FROM snapshot.corrections AS corrected)
    GROUP BY template, record_key
) AS homes
    ON corrections.template = homes.template AND corrections.record_key = homes.record_key
WHERE
    $statement IS NULL
    OR corrections.template IN (
        SELECT sources.template
        FROM snapshot.plan_statement_sources AS sources
        WHERE sources.statement = $statement
    )
ORDER BY corrections.generation DESC, corrections.template, corrections.record_key, corrections.field
