-- which inspections and orders of the year were done in time, which were not, which are still to come
-- One row per: enterprise and duty that falls due in the year of the day
-- Params: region, sector, as_of
-- Columns: name enterprise of S14; region region; part code; standing code; due_on date; since date; grade
-- grade
WITH duties AS (
    SELECT DISTINCT ON (told.plan_number, told.enterprise_key)
        told.enterprise_key,
        told.enterprise,
        told.region,
        told.places,
        told.sector,
        'inspection' AS part,
        told.planned_on AS known_on,
        told.planned_on AS due_on,
        min(told.inspected_on) OVER (PARTITION BY told.plan_number, told.enterprise_key) AS done_on,
        told.grade
    FROM snapshot.energy_inspections AS told
    UNION ALL
    SELECT
        told.enterprise_key,
        told.enterprise,
        told.region,
        told.places,
        told.sector,
        'order' AS part,
        coalesce(told.ordered_on, told.inspected_on, told.planned_on) AS known_on,
        snapshot.deadline(told.rectify_by, told.extension_document, told.extended_to) AS due_on,
        told.closed_on AS done_on,
        told.grade
    FROM snapshot.energy_inspections AS told
    WHERE told.rectify_by IS NOT NULL
),

judged AS (
    SELECT
        duties.*,
        CASE
            WHEN snapshot.in_time(duties.done_on, duties.due_on, asked.today) THEN 'in'
            WHEN snapshot.settled(duties.done_on, duties.due_on, asked.today) THEN 'missing'
            ELSE 'waiting'
        END AS standing
    FROM duties
    CROSS JOIN (SELECT ledger_day($as_of) AS today) AS asked
    WHERE
        year(duties.due_on) = year(asked.today)
        AND (duties.known_on <= asked.today OR year(duties.known_on) = year(asked.today))
        AND counts_in(duties.places, $region)
        AND ($sector IS NULL OR $sector = total() OR duties.sector = $sector)
)

SELECT
    coalesce(named.enterprise, judged.enterprise) AS name,
    judged.region,
    judged.part,
    judged.standing,
    judged.due_on,
    if(judged.standing = 'missing', judged.due_on, judged.known_on) AS since,
    judged.grade
FROM judged
LEFT JOIN enterprises AS named ON judged.enterprise_key = named.enterprise_key
ORDER BY list_position(['missing', 'waiting', 'in'], judged.standing), judged.due_on, name
