-- which key parks of regional rank and above carry out their circular conversion, and which have not begun
-- One row per: park
-- Params: region, sector, as_of
-- Columns: name text; region region; part code; standing code; due_on date; since date; grade grade
WITH judged AS (
    SELECT
        found.name,
        found.region,
        found.grade,
        own.approved_on,
        own.started_on,
        own.planned_on,
        coalesce(own.accepted_on <= asked.today, FALSE) AS accepted,
        coalesce(own.started_on <= asked.today, FALSE) AND counted.text <> 'accepted' AS started,
        CASE
            WHEN accepted OR started THEN 'in'
            WHEN own.planned_on >= asked.today THEN 'open'  -- asked for, and its own day has not passed
            ELSE 'missing'
        END AS standing
    FROM ledger_rows(ledger_day($as_of)) AS found
    CROSS JOIN (SELECT ledger_day($as_of) AS today) AS asked
    INNER JOIN snapshot.circular_parks AS own ON found.record_key = own.record_key
    INNER JOIN
        snapshot.plan_settings AS counted
        ON counted.section = 'circular_parks' AND counted.name = 'counted_from'
    WHERE
        found.ledger = 'circular_parks'
        AND own.level IN ('national', 'regional')
        AND counts_in(found.places, $region)
        AND ($sector IS NULL OR $sector = total() OR found.sector = $sector)
)

SELECT
    judged.name,
    judged.region,
    '' AS part,
    judged.standing,
    judged.planned_on AS due_on,
    if(judged.standing = 'in', judged.started_on, judged.approved_on) AS since,
    judged.grade
FROM judged
ORDER BY list_position(['missing', 'open', 'in'], judged.standing), judged.planned_on, judged.name
