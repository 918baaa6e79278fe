-- which projects, installations and enterprises of a key industry stand in the ledgers, and what is due
-- One row per: ledger row
-- Params: industry, region, as_of
SELECT
    found.ledger,
    templates.name AS ledger_name,
    templates.name_en AS ledger_name_en,
    found.name,
    found.region,
    found.region_name,
    found.region_name_en,
    found.sector,
    found.state,
    found.state_name,
    found.state_name_en,
    found.open,
    found.since,
    found.age_days,
    found.due_on,
    if(found.open, found.days_left, NULL) AS days_left,
    found.due_within,
    count(*) OVER (PARTITION BY found.ledger) AS ledger_rows,
    count(*) FILTER (WHERE found.open) OVER (PARTITION BY found.ledger) AS ledger_open,
    count(*) FILTER (WHERE found.due_within = 'overdue') OVER (PARTITION BY found.ledger) AS ledger_overdue,
    count(*) FILTER (WHERE found.open) OVER () AS all_open,
    count(*) FILTER (WHERE found.due_within = 'overdue') OVER () AS all_overdue,
    found.grade,
    found.file_name,
    found.sheet,
    found.cell
FROM ledger_rows(ledger_day($as_of)) AS found
INNER JOIN snapshot.plan_templates AS templates ON found.template = templates.template
WHERE
    found.sector IN (SELECT sector FROM snapshot.plan_industries WHERE code = $industry)
    AND ($region IS NULL OR $region = city() OR found.region = $region)
ORDER BY
    found.due_within = 'overdue' DESC NULLS LAST,
    found.open DESC,
    found.template,
    found.due_on,
    found.name
