-- what is overdue or due soon in the ledgers, as of a day
-- One row per: ledger row
-- Params: ledger, region, sector, within_days, as_of
SELECT
    ledger,
    template,
    record_key,
    name,
    region,
    region_name,
    region_name_en,
    sector,
    sector_name,
    sector_name_en,
    state,
    state_name,
    state_name_en,
    since,
    age_days,
    due_on,
    days_left,
    due_within,
    grade,
    file_name,
    sheet,
    cell
FROM ledger_rows(ledger_day($as_of))
WHERE
    due_within IS NOT NULL
    AND days_left <= coalesce(cast($within_days AS INTEGER), 90)
    AND ($ledger IS NULL OR ledger = $ledger)
    AND ($region IS NULL OR $region = city() OR region = $region)
    AND ($sector IS NULL OR $sector = total() OR sector = $sector)
ORDER BY days_left, ledger, name
