-- every number of every active row; `published` is what the cell says where a correction stands in its place
-- One row per: template, field, record, upload
-- Params: (none)
CREATE TABLE observations (
    template VARCHAR,
    field VARCHAR,
    record_key VARCHAR,
    region VARCHAR,
    sector VARCHAR,
    item VARCHAR,
    entity VARCHAR,
    basis VARCHAR,
    period VARCHAR,
    year INTEGER,
    month INTEGER,
    value DOUBLE,
    maturity VARCHAR,
    maturity_rank INTEGER,
    grade VARCHAR,
    grade_rank INTEGER,
    upload VARCHAR,
    generation INTEGER,
    sheet VARCHAR,
    row INTEGER,
    published DOUBLE,
    letter VARCHAR
)
