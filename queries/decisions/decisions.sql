-- what did meetings decide, who does it by when, and what became of it: open first, the longest due first
-- One row per: decision
-- Params: number, statement, task, ledger, record, region, department, state, open, met_on, meeting, today
-- Columns: number code; met_on date; meeting text; statement statement; task task; ledger code; record text;
-- name enterprise of ledger; listed text; region region; decision text; department department; person text;
-- due_on date; days_left whole; state state of decisions; open flag; progress text; last_moved_on date;
-- evidence text; closed_on date; reason text; delivery state of delivery; lacks code; grade grade; upload
-- code; file_name text; sheet text; cell text; by_whom text; at time
SELECT
    found.number,
    found.met_on,
    found.meeting,
    found.statement,
    found.task,
    found.ledger,
    found.record,
    found.name,
    found.listed,
    coalesce(found.region, found.listed_region) AS region,
    found.decision,
    found.department,
    found.person,
    found.due_on,
    found.days_left,
    found.state,
    found.open,
    found.progress,
    found.last_moved_on,
    found.evidence,
    found.closed_on,
    found.reason,
    found.delivery,
    found.lacks,
    found.grade,
    found.upload,
    uploads.file_name,
    found.sheet,
    cells.letter || cast(found.row AS VARCHAR) AS cell,
    uploads.by_whom,
    uploads.at
FROM decision_rows($today) AS found
INNER JOIN snapshot.uploads AS uploads ON found.upload = uploads.upload
LEFT JOIN snapshot.cells AS cells
    ON found.upload = cells.upload AND found.sheet = cells.sheet AND cells.field = 'decision'
WHERE
    ($number IS NULL OR found.number = $number)
    AND ($statement IS NULL OR found.statement = $statement)
    AND ($task IS NULL OR found.task = $task)
    AND ($ledger IS NULL OR found.ledger = $ledger)
    AND ($record IS NULL OR found.listed = $record OR found.record = $record)
    AND within(found.region, $region)
    AND ($department IS NULL OR found.department = $department)
    AND ($state IS NULL OR found.state = $state)
    AND ($open IS NULL OR found.open = $open)
    AND ($met_on IS NULL OR found.met_on = cast($met_on AS DATE))
    AND ($meeting IS NULL OR found.meeting = $meeting)
ORDER BY found.open DESC, found.due_on NULLS LAST, found.met_on, found.number
