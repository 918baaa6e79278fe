-- adds the numbers of one statement
-- One row per: region, sector, basis, period
-- Params: statement
INSERT INTO series BY NAME SELECT
    found_series.*,
    $statement AS statement -- noqa: AL09
FROM found_series
