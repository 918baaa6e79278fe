-- The rows of one ledger with their state at every month's end, once for each place and sector they count in.
CREATE MACRO ledger_at_month_ends(CODE, BASE_YEAR) AS TABLE
    SELECT
        entries.record_key,
        entries.grade_rank,
        told.state,
        told.due_on,
        states.open,
        days.as_of,
        days.year,
        days.month,
        days.period,
        unnest(places_of(entries.places, entries.sector)) AS place
    FROM ledger_entries AS entries
    INNER JOIN ledger_history AS told ON entries.ledger = told.ledger AND entries.record_key = told.record_key
    INNER JOIN plan_ledger_states AS states ON told.ledger = states.ledger AND told.state = states.state
    INNER JOIN
        month_ends AS days
        ON
            told.from_day <= days.as_of
            AND days.as_of < told.until_day
            AND days.year >= coalesce(base_year, 0)
    WHERE entries.ledger = code;
