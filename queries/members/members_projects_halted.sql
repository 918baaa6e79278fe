-- which projects under construction below the access level were halted, and which go on
-- One row per: project below the access level
-- Params: region, sector, as_of
-- Columns: name enterprise of S6; region region; part code; standing code; due_on date; since date; grade
-- grade
WITH judged AS (
    SELECT
        projects.*,
        CASE
            WHEN projects.unit_energy IS NULL OR projects.access_level IS NULL THEN 'unknown'
            WHEN projects.halted_on <= ledger_day($as_of) THEN 'in'
            ELSE 'missing'
        END AS standing
    FROM snapshot.two_high_projects AS projects
    WHERE
        projects.kind = 'building'
        AND coalesce(exceeds(projects.unit_energy, projects.access_level), TRUE)
        AND projects.listed_on <= ledger_day($as_of)
        AND coalesce(ledger_day($as_of) < projects.removed_on, TRUE)
        AND counts_in(projects.places, $region)
        AND ($sector IS NULL OR $sector = total() OR projects.sector = $sector)
)

SELECT
    judged.project AS name,
    judged.region,
    '' AS part,
    judged.standing,
    judged.rectify_by AS due_on,
    judged.listed_on AS since,
    judged.grade
FROM judged
ORDER BY judged.standing = 'in', judged.listed_on, judged.project
