-- which rows of which ledgers stand behind a statement on a day
-- One row per: ledger row
-- Params: statement, region, sector, as_of
-- Columns: ledger code; template template; name enterprise of ledger; region region; sector sector; state
-- state of ledger; open flag; since date; due_on date; grade grade; generation whole; upload code; file_name
-- text; by_whom text; at time; sheet text; cell text
SELECT
    found.ledger,
    found.template,
    found.name,
    found.region,
    found.sector,
    found.state,
    found.open,
    found.since,
    found.due_on,
    found.grade,
    uploads.generation,
    found.upload,
    found.file_name,
    uploads.by_whom,
    uploads.at,
    found.sheet,
    found.cell
FROM ledger_rows(ledger_day($as_of)) AS found
INNER JOIN snapshot.plan_statement_sources AS sources ON found.template = sources.template
INNER JOIN snapshot.uploads AS uploads ON found.upload = uploads.upload
WHERE
    sources.statement = $statement
    AND found.ledger <> 'green'
    AND counts_in(found.places, $region)
    AND ($sector IS NULL OR $sector = total() OR found.sector = $sector)
ORDER BY found.open DESC, found.state_ordinal, found.due_on, found.name
