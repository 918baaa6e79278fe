-- adds the numbers of one statement
-- One row per: region, sector, basis, period
-- Params: statement, base_year (that the numbers are counted from, where that is a target's)
INSERT INTO series BY NAME SELECT
    found_series.*,
    $statement AS statement, -- noqa: AL09
    $base_year AS base_year -- noqa: AL09
FROM found_series
