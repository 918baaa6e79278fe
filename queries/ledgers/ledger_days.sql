-- which days can a ledger be looked at: the end of every period that has figures, newest first
-- One row per: period
-- Params: (none)
-- Columns: period period; as_of date
SELECT
    period,
    as_of
FROM snapshot.month_ends
ORDER BY as_of DESC
