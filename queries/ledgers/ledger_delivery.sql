-- how far can each open row of a ledger be believed that is due on some day, and what does it lack
-- One row per: ledger row
-- Params: ledger, today
-- Columns: ledger code; record_key code; delivery state of delivery; lacks code
SELECT
    ledger,
    record_key,
    delivery,
    lacks
FROM row_delivery($today)
WHERE $ledger IS NULL OR ledger = $ledger
ORDER BY ledger, record_key
