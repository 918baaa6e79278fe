-- S6: on which days a project changes its state; it is in one, the most pressing
-- One row per: record, day from which the state holds
-- Params: (none)
SELECT
    record_key,
    day AS from_day,
    listed_on AS since,
    rectify_by AS due_on,
    CASE
        WHEN removed_on <= day THEN 'removed'
        WHEN rectified_on <= day THEN 'rectified'
        WHEN below_access(kind, unit_energy, access_level) AND coalesce(halted_on > day, TRUE)
            THEN 'below_access'
        WHEN rectify_by < day THEN 'overdue'
        WHEN disposal IN ('halt', 'rectify') OR halted_on <= day THEN 'rectifying'
        WHEN must_replace(kind, saturated) AND replaces_too_little(new_capacity, replaced_capacity, sector)
            THEN 'replacement_short'
        WHEN
            (must_comply(nature, kind) OR must_excel(kind, saturated))
            AND exceeds(unit_energy, required_level)
            THEN 'below_required'
        WHEN unit_energy IS NULL OR access_level IS NULL THEN 'unknown'
        ELSE 'compliant'
    END AS state
FROM two_high_projects
CROSS JOIN unnest(days_of_change([listed_on, halted_on, rectify_by, rectified_on, removed_on])) AS days (day)
WHERE listed_on <= day
