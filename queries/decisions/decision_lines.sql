-- every line that was ever told of a decision, the newest first: what became of it, told by whom and when
-- One row per: line
-- Params: number
-- Columns: number code; ledger code; name enterprise of ledger; region region; state option of S25.state;
-- decision text; department department; person text; due_on date; progress text; moved_on date; evidence
-- text; closed_on date; reason text; grade grade; by_whom text; at time; upload code; file_name text; sheet
-- text; cell text
SELECT
    lines.number,
    lines.ledger,
    coalesce(entries.name, lines.record) AS name,
    coalesce(lines.region, entries.region) AS region,
    lines.state,
    lines.decision,
    lines.department,
    lines.person,
    lines.due_on,
    lines.progress,
    lines.moved_on,
    lines.evidence,
    lines.closed_on,
    lines.reason,
    lines.grade,
    uploads.by_whom,
    uploads.at,
    lines.upload,
    uploads.file_name,
    lines.sheet,
    cells.letter || cast(lines.row AS VARCHAR) AS cell
FROM snapshot.decisions_all AS lines
INNER JOIN snapshot.uploads AS uploads ON lines.upload = uploads.upload
LEFT JOIN
    snapshot.ledger_entries AS entries
    ON lines.ledger = entries.ledger AND (lines.record = entries.record_key OR lines.record = entries.name)
LEFT JOIN snapshot.cells AS cells
    ON lines.upload = cells.upload AND lines.sheet = cells.sheet AND cells.field = 'decision'
WHERE lines.number = $number
QUALIFY row_number() OVER (PARTITION BY lines.upload, lines.sheet, lines.row ORDER BY entries.record_key) = 1
ORDER BY lines.generation DESC, lines.row DESC
