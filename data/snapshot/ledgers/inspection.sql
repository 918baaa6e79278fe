-- S14: on which days an inspection changes its state: planned, ordered, re-inspected, closed
-- One row per: record, day from which the state holds
-- Params: (none)
SELECT
    record_key,
    day AS from_day,
    coalesce(inspected_on <= day, FALSE) AS inspected,
    if(inspected, coalesce(ordered_on, inspected_on), planned_on) AS since,
    if(inspected, deadline(rectify_by, extension_document, extended_to), planned_on) AS due_on,
    CASE
        WHEN NOT inspected THEN if(planned_on < day, 'uninspected_overdue', 'planned')
        WHEN closed_on <= day THEN if(closed_on > due_on, 'closed_late', 'closed')
        WHEN rectify_by IS NULL AND problem IS NULL THEN 'clean'
        WHEN due_on < day THEN 'overdue'
        WHEN reinspected_on <= day THEN 'reinspected'
        WHEN extension_document IS NOT NULL AND extended_to IS NOT NULL THEN 'extended'
        ELSE 'ordered'
    END AS state
FROM energy_inspections
CROSS JOIN
    unnest(days_of_change([planned_on, inspected_on, rectify_by, extended_to, reinspected_on, closed_on]))
        AS days (day)
