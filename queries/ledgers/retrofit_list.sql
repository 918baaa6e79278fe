-- which units below the baseline must be retrofitted by when, and how far they are
-- One row per: unit
-- Params: region, sector, state, due_within, as_of
SELECT
    own.enterprise,
    own.credit_code,
    own.unit_code,
    own.unit_name,
    own.capacity_ten_thousand_tonnes,
    own.current_level,
    own.baseline_level,
    own.achieved_level,
    own.energy_unit,
    own.listed_on,
    own.planned_on,
    own.finished_on,
    own.extension_document,
    own.extended_to,
    own.disposal,
    own.retired_on,
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
FROM ledger_rows(ledger_day($as_of)) AS found
INNER JOIN snapshot.retrofit_deadlines AS own ON found.record_key = own.record_key
WHERE
    found.ledger = 'retrofit'
    AND ($region IS NULL OR $region = city() OR found.region = $region)
    AND ($sector IS NULL OR $sector = total() OR found.sector = $sector)
    AND ($state IS NULL OR found.state = $state)
    AND ($due_within IS NULL OR found.due_within = $due_within)
ORDER BY found.state_ordinal, found.due_on, found.name
