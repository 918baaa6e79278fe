-- which units below the baseline were retrofitted in time or retired, which were late, which still have time
-- One row per: unit with a deadline
-- Params: region, sector, as_of
-- Columns: name enterprise of S7; region region; part code; standing code; due_on date; since date; grade
-- grade
WITH judged AS (
    SELECT
        found.*,
        CASE
            WHEN found.state IN ('done', 'retired') THEN 'in'
            WHEN NOT found.open OR found.days_left < 0 THEN 'missing'
            ELSE 'waiting'
        END AS standing
    FROM ledger_rows(ledger_day($as_of)) AS found
    WHERE
        found.ledger = 'retrofit'
        AND counts_in(found.places, $region)
        AND ($sector IS NULL OR $sector = total() OR found.sector = $sector)
)

SELECT
    judged.name,
    judged.region,
    '' AS part,
    judged.standing,
    judged.due_on,
    if(judged.standing = 'missing', judged.due_on, judged.since) AS since,
    judged.grade
FROM judged
ORDER BY list_position(['missing', 'waiting', 'in'], judged.standing), judged.due_on, judged.name
