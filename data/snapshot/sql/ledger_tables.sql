-- who stands on which ledger (one row a record), and in which state from which day until before which other
CREATE TABLE ledger_entries (
    ledger VARCHAR,
    template VARCHAR,
    record_key VARCHAR,
    name VARCHAR,
    region VARCHAR,
    places VARCHAR[],
    sector VARCHAR,
    cell_field VARCHAR,
    shown BOOLEAN,
    listed_on DATE,
    due_on DATE,
    done_on DATE,
    grade VARCHAR,
    grade_rank INTEGER,
    upload VARCHAR,
    sheet VARCHAR,
    row INTEGER,
    proven BOOLEAN,
    news_on DATE[]
);

CREATE TABLE ledger_history (
    ledger VARCHAR,
    record_key VARCHAR,
    from_day DATE,
    until_day DATE,
    since DATE,
    due_on DATE,
    state VARCHAR,
    region VARCHAR,
    open BOOLEAN
);
