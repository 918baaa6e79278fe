-- which new, rebuilt and expanded projects are at or below the level required, and which are not
-- One row per: project that must comply
-- Params: region, sector, as_of
-- Columns: name enterprise of S6; region region; part code; standing code; due_on date; since date; grade
-- grade
SELECT
    projects.project AS name,
    projects.region,
    '' AS part,
    CASE
        WHEN projects.unit_energy IS NULL OR projects.required_level IS NULL THEN 'unknown'
        WHEN exceeds(projects.unit_energy, projects.required_level) THEN 'missing'
        ELSE 'in'
    END AS standing,
    projects.rectify_by AS due_on,
    projects.listed_on AS since,
    projects.grade
FROM snapshot.two_high_projects AS projects
WHERE
    snapshot.must_comply(projects.nature, projects.kind)
    AND projects.listed_on <= ledger_day($as_of)
    AND coalesce(ledger_day($as_of) < projects.removed_on, TRUE)
    AND counts_in(projects.places, $region)
    AND ($sector IS NULL OR $sector = total() OR projects.sector = $sector)
ORDER BY standing = 'in', since, name
