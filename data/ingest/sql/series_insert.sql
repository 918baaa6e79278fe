-- adds the numbers of one statement
-- One row per: region, sector, basis, period
-- Params: statement
INSERT INTO series BY NAME SELECT
    $statement,
    *
FROM found_series
