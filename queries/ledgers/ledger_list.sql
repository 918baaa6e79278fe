-- which rows stand on a ledger (or on all), in which state, what is due, with all that the sheet says of them
-- One row per: ledger row
-- Params: ledger, region, sector, state, due_within, as_of
-- Columns: name enterprise of ledger; ledger code; region region; sector sector; state state of ledger; open
-- flag; since date; age_days whole; due_on date; days_left whole; due_within code; grade grade; file_name
-- text; upload code; sheet text; cell text; record_key code
SELECT
    -- the name where all ledgers are asked for; of one ledger its workbook's own columns instead
    own.* EXCLUDE (ledger, record_key),
    found.ledger,
    found.region,
    found.sector,
    found.state,
    found.open,
    found.since,
    found.age_days,
    found.due_on,
    found.days_left,
    found.due_within,
    found.grade,
    found.file_name,
    found.upload,
    found.sheet,
    found.cell,
    found.record_key
FROM shown_ledgers(ledger_day($as_of)) AS found
INNER JOIN
    query_table('snapshot.ledger_' || coalesce($ledger, 'every')) AS own
    ON found.ledger = own.ledger AND found.record_key = own.record_key
INNER JOIN snapshot.plan_ledgers AS ledgers ON found.ledger = ledgers.ledger
WHERE
    counts_in(found.places, $region)
    AND ($sector IS NULL OR $sector = total() OR found.sector = $sector)
    AND ($state IS NULL OR found.state = $state)
    AND ($due_within IS NULL OR found.due_within = $due_within)
ORDER BY
    ledgers.ordinal,
    found.state_ordinal,
    found.due_on,
    if(ledgers.newest_first, found.since, NULL) DESC,
    found.name,
    found.record_key
