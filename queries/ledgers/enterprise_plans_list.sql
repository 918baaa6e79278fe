-- which enterprises must have a plan, a post and disclosure, and which have them
-- One row per: enterprise
-- Params: region, sector, state, due_within, as_of
SELECT
    own.enterprise,
    own.credit_code,
    own.key_enterprise,
    own.state_owned,
    own.plan_needed,
    own.plan_made_on,
    own.post_needed,
    own.post_filled_on,
    own.posts,
    own.disclosure_needed,
    own.disclosed_on,
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
INNER JOIN snapshot.enterprise_plans AS own ON found.record_key = own.record_key
WHERE
    found.ledger = 'enterprise_plans'
    AND ($region IS NULL OR $region = city() OR found.region = $region)
    AND ($sector IS NULL OR $sector = total() OR found.sector = $sector)
    AND ($state IS NULL OR found.state = $state)
    AND ($due_within IS NULL OR found.due_within = $due_within)
ORDER BY found.state_ordinal, found.due_on, found.name
