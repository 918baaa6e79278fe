-- which proposed projects do their half (reduce capacity, or reach the higher access standard), and which not
-- One row per: proposed project
-- Params: region, sector, as_of
-- Columns: name enterprise of S6; region region; part code; standing code; due_on date; since date; grade
-- grade
WITH asked AS (
    SELECT
        projects.*,
        ratio.value AS ratio,
        coalesce(own.value, 0) AS own_ratio,
        CASE
            WHEN snapshot.must_replace(projects.kind, projects.saturated) THEN 'replacement'
            WHEN snapshot.must_excel(projects.kind, projects.saturated) THEN 'access'
        END AS half
    FROM snapshot.two_high_projects AS projects
    INNER JOIN
        snapshot.plan_settings AS ratio
        ON ratio.section = 'replacement' AND ratio.name = 'ratio'
    LEFT JOIN
        snapshot.plan_settings AS own
        ON own.section = 'replacement_by_sector' AND projects.sector = own.name
    WHERE projects.kind = 'proposed'
),

-- The rule of replaces_too_little (data/snapshot/sql/ledger_rules.sql), whose settings a reader cannot reach.
judged AS (
    SELECT
        *,
        CASE half
            WHEN 'replacement'
                THEN
                    NOT (
                        exceeds(new_capacity, 0)
                        AND (
                            NOT exceeds(replaced_capacity, new_capacity * ratio)
                            OR exceeds(new_capacity * own_ratio, replaced_capacity)
                        )
                    )
            WHEN 'access' THEN NOT exceeds(unit_energy, required_level)
        END AS kept
    FROM asked
)

SELECT
    judged.project AS name,
    judged.region,
    coalesce(judged.half, '') AS part,
    CASE WHEN judged.kept IS NULL THEN 'unknown' WHEN judged.kept THEN 'in' ELSE 'missing' END AS standing,
    judged.rectify_by AS due_on,
    judged.listed_on AS since,
    judged.grade
FROM judged
WHERE
    judged.listed_on <= ledger_day($as_of)
    AND coalesce(ledger_day($as_of) < judged.removed_on, TRUE)
    AND counts_in(judged.places, $region)
    AND ($sector IS NULL OR $sector = total() OR judged.sector = $sector)
ORDER BY standing = 'in', since, name
