-- each state until the next begins
INSERT INTO ledger_history
SELECT
    $ledger AS of_ledger,
    record_key,
    from_day,
    lead(from_day, 1, DATE '9999-12-31')
        OVER (PARTITION BY record_key ORDER BY from_day)
        AS until_day,
    since,
    due_on,
    state
FROM found_states
