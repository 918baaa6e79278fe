-- which inspections were planned, what they found, and what is still open
-- One row per: inspection problem
-- Params: region, sector, state, due_within, as_of
SELECT
    own.plan_number,
    own.enterprise,
    own.credit_code,
    own.campaign,
    own.planned_on,
    own.inspected_on,
    own.problem_number,
    own.problem,
    own.order_document,
    own.ordered_on,
    own.rectify_by,
    own.extension_document,
    own.extended_to,
    own.reinspected_on,
    own.closed_on,
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
INNER JOIN snapshot.energy_inspections AS own ON found.record_key = own.record_key
WHERE
    found.ledger = 'inspection'
    AND ($region IS NULL OR $region = city() OR found.region = $region)
    AND ($sector IS NULL OR $sector = total() OR found.sector = $sector)
    AND ($state IS NULL OR found.state = $state)
    AND ($due_within IS NULL OR found.due_within = $due_within)
ORDER BY found.state_ordinal, found.due_on, found.name
