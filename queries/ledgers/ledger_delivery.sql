-- how far can each open row of a ledger be believed that is due on some day, and what does it lack
-- One row per: ledger row
-- Params: ledger, today
-- Columns: ledger code; record_key enterprise of ledger; region region; delivery state of delivery; lacks
-- code
SELECT
    ledger,
    record_key,
    region,
    delivery,
    lacks
FROM row_delivery($today)
WHERE $ledger IS NULL OR ledger = $ledger
ORDER BY ledger, record_key
