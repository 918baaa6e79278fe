-- every line that was ever told of a decision, the newest first: what became of it, told by whom and when
-- One row per: line
-- Params: number
-- Columns: number code; state option of S25.state; decision text; department department; person text;
-- due_on date; progress text; moved_on date; evidence text; closed_on date; reason text; grade grade;
-- by_whom text; at time; upload code; file_name text; sheet text; cell text
SELECT
    lines.number,
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
LEFT JOIN snapshot.cells AS cells
    ON lines.upload = cells.upload AND lines.sheet = cells.sheet AND cells.field = 'decision'
WHERE lines.number = $number
ORDER BY lines.generation DESC, lines.row DESC
