-- which parks are converted to circular operation, and how far they are
-- One row per: park
-- Params: region, sector, state, due_within, level, as_of
SELECT
    own.park,
    own.level,
    own.approved_on,
    own.approval_document,
    own.started_on,
    own.planned_on,
    own.accepted_on,
    own.acceptance_document,
    own.remark,
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
INNER JOIN snapshot.circular_parks AS own ON found.record_key = own.record_key
WHERE
    found.ledger = 'circular_parks'
    AND ($region IS NULL OR $region = city() OR found.region = $region)
    AND ($sector IS NULL OR $sector = total() OR found.sector = $sector)
    AND ($state IS NULL OR found.state = $state)
    AND ($due_within IS NULL OR found.due_within = $due_within)
    AND ($level IS NULL OR own.level = $level)
ORDER BY found.state_ordinal, found.due_on, found.name
