-- adds the numbers of one statement on the factors of each report
-- One row per: region, sector, item, period
-- Params: statement
INSERT INTO series_as_reported BY NAME SELECT
    COLUMNS('^(region|sector|item|year|month|period|value)$'),
    $statement AS statement -- noqa: AL09
FROM found_series
