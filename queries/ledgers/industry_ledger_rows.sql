-- which projects, installations and enterprises of a key industry stand in the ledgers, and what is due
-- One row per: ledger row
-- Params: industry, region, as_of
-- Columns: ledger code; template template; name enterprise of ledger; region region; sector sector; state
-- state of ledger; open flag; since date; age_days whole; due_on date; days_left whole; due_within code;
-- ledger_rows whole; ledger_open whole; ledger_overdue whole; all_open whole; all_overdue whole; grade grade;
-- file_name text; sheet text; cell text
SELECT
    found.ledger,
    found.template,
    found.name,
    found.region,
    found.sector,
    found.state,
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
WHERE
    found.sector IN (SELECT sector FROM snapshot.plan_industries WHERE code = $industry)
    AND counts_in(found.places, $region)
ORDER BY
    found.due_within = 'overdue' DESC NULLS LAST,
    found.open DESC,
    found.template,
    found.due_on,
    found.name,
    found.since
