-- what is overdue or due soon in the ledgers, as of a day
-- One row per: ledger row
-- Params: ledger, region, sector, within_days, as_of
-- Columns: ledger code; template template; record_key code; name enterprise of ledger; region region; sector
-- sector; state state of ledger; since date; age_days whole; due_on date; days_left whole; due_within code;
-- grade grade; file_name text; sheet text; cell text
SELECT
    ledger,
    template,
    record_key,
    name,
    region,
    sector,
    state,
    since,
    age_days,
    due_on,
    days_left,
    due_within,
    grade,
    file_name,
    sheet,
    cell
FROM ledger_rows(ledger_day($as_of))
WHERE
    due_within IS NOT NULL
    AND days_left <= coalesce(cast($within_days AS INTEGER), 90)
    AND ($ledger IS NULL OR ledger = $ledger)
    AND counts_in(places, $region)
    AND ($sector IS NULL OR $sector = total() OR sector = $sector)
ORDER BY days_left, ledger, name
