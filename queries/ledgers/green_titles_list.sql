-- which parks, supply chains and products hold or held a green title
-- One row per: title
-- Params: region, sector, state, kind, as_of
SELECT
    own.enterprise,
    own.credit_code,
    own.kind,
    own.level,
    own.batch,
    own.document,
    own.published_on,
    own.withdrawn_on,
    found.region,
    found.region_name,
    found.region_name_en,
    found.sector,
    found.sector_name,
    found.sector_name_en,
    found.state,
    found.state_name,
    found.state_name_en,
    found.open,
    found.since,
    found.age_days,
    found.due_on,
    found.days_left,
    found.due_within,
    found.grade,
    found.file_name,
    found.upload,
    found.sheet,
    found.cell
FROM shown_ledgers(ledger_day($as_of)) AS found
INNER JOIN green_members AS own ON found.record_key = own.record_key
WHERE
    found.ledger = 'green'
    AND ($region IS NULL OR $region = city() OR found.region = $region)
    AND ($sector IS NULL OR $sector = total() OR found.sector = $sector)
    AND ($state IS NULL OR found.state = $state)
    AND ($kind IS NULL OR own.kind = $kind)
ORDER BY found.state_ordinal, found.since DESC, found.name
