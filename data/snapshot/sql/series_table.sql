-- the numbers of all statements side by side; a series file fills the columns it knows
-- One row per: statement, region, sector, item, basis, period
-- Params: (none)
CREATE TABLE series (
    statement VARCHAR,
    region VARCHAR,
    sector VARCHAR DEFAULT total(),
    item VARCHAR DEFAULT '',
    basis VARCHAR DEFAULT '',
    base_year INTEGER,
    year INTEGER,
    month INTEGER,
    period VARCHAR,
    value DOUBLE,
    numerator DOUBLE,
    denominator DOUBLE,
    target_value DOUBLE,
    target_high DOUBLE,
    path_share DOUBLE,
    judgement VARCHAR,
    coverage DOUBLE,
    missing VARCHAR,
    because VARCHAR,
    maturity_rank INTEGER DEFAULT 3,
    grade_rank INTEGER
)
