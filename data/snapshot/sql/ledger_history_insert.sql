-- each state until the next begins, with the place it counts in and whether it is open
INSERT INTO ledger_history
SELECT
    $ledger AS of_ledger,
    found.record_key,
    found.from_day,
    lead(found.from_day, 1, DATE '9999-12-31')
        OVER (PARTITION BY found.record_key ORDER BY found.from_day)
        AS until_day,
    found.since,
    found.due_on,
    found.state,
    entries.region,
    coalesce(states.open, FALSE) AS is_open
FROM found_states AS found
LEFT JOIN ledger_entries AS entries ON entries.ledger = $ledger AND found.record_key = entries.record_key
LEFT JOIN plan_ledger_states AS states ON states.ledger = $ledger AND found.state = states.state
