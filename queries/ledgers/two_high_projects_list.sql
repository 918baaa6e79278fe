-- which energy- and emission-intensive projects are on the list, in which state, and what is due
-- One row per: project
-- Params: region, sector, state, due_within, kind, as_of
SELECT
    own.project_code,
    own.project,
    own.enterprise,
    own.credit_code,
    own.kind,
    own.nature,
    own.product,
    own.capacity_ten_thousand_tonnes,
    own.energy_tce,
    own.unit_energy,
    own.energy_unit,
    own.required_level,
    own.access_level,
    own.energy_review,
    own.environment_review,
    own.saturated,
    own.new_capacity,
    own.replaced_capacity,
    own.disposal,
    own.state AS reported_state,
    own.listed_on,
    own.halted_on,
    own.rectify_by,
    own.rectified_on,
    own.removed_on,
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
INNER JOIN snapshot.two_high_projects AS own ON found.record_key = own.record_key
WHERE
    found.ledger = 'two_high_projects'
    AND ($region IS NULL OR $region = city() OR found.region = $region)
    AND ($sector IS NULL OR $sector = total() OR found.sector = $sector)
    AND ($state IS NULL OR found.state = $state)
    AND ($due_within IS NULL OR found.due_within = $due_within)
    AND ($kind IS NULL OR own.kind = $kind)
ORDER BY found.state_ordinal, found.due_on, found.name
