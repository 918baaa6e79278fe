-- what is a row of a ledger called, and where does it stand
-- One row per: ledger row
-- Params: ledger, record
-- Columns: ledger code; record_key code; name enterprise of ledger; region region; shown flag
SELECT
    ledger,
    record_key,
    name,
    region,
    shown
FROM snapshot.ledger_entries
WHERE ($ledger IS NULL OR ledger = $ledger) AND ($record IS NULL OR record_key = $record)
ORDER BY ledger, name, record_key
