-- the numbers of the statements on one grid factor as they would be on the factors of each report
-- One row per: statement, region, sector, item, period
-- Params: (none)
CREATE TABLE series_as_reported (
    statement VARCHAR,
    region VARCHAR,
    sector VARCHAR DEFAULT total(),
    item VARCHAR DEFAULT '',
    year INTEGER,
    month INTEGER,
    period VARCHAR,
    value DOUBLE
)
