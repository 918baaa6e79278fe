-- which periods are locked as final, of which sheet and place, by whom and why
-- One row per: lock and period
-- Params: (none)
-- Columns: generation whole; template template; period period; region region; reason text; by_whom text;
-- at time
SELECT
    locks.generation,
    nullif(locks.template, '') AS template,
    locks.period,
    nullif(locks.region, '') AS region,
    locks.reason,
    locks.by_whom,
    locks.at
FROM snapshot.locks AS locks
ORDER BY locks.generation DESC, locks.period
