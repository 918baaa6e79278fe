-- which enterprises have the plan, post and disclosure they must have, and what each still lacks
-- One row per: enterprise that must have any of them
-- Params: region, sector, as_of
-- Columns: name enterprise of S16; region region; part code; standing code; due_on date; since date; grade
-- grade
WITH judged AS (
    SELECT
        found.*,
        asked.today,
        own.plan_needed = 'yes' AND NOT snapshot.has_by('yes', own.plan_made_on, asked.today) AS no_plan,
        own.post_needed = 'yes' AND NOT snapshot.has_by('yes', own.post_filled_on, asked.today) AS no_post,
        own.disclosure_needed = 'yes'
        -- a day without a document shows nothing
        AND NOT (
            snapshot.has_by('yes', own.disclosed_on, asked.today) AND own.disclosure_document IS NOT NULL
        ) AS no_disclosure
    FROM ledger_rows(ledger_day($as_of)) AS found
    CROSS JOIN (SELECT ledger_day($as_of) AS today) AS asked
    INNER JOIN snapshot.enterprise_plans AS own ON found.record_key = own.record_key
    WHERE
        found.ledger = 'enterprise_plans'
        AND found.state <> 'not_due'
        AND counts_in(found.places, $region)
        AND ($sector IS NULL OR $sector = total() OR found.sector = $sector)
)

SELECT
    judged.name,
    judged.region,
    -- what is lacking
    concat_ws(
        ' ',
        if(judged.no_plan, 'plan', NULL),
        if(judged.no_post, 'post', NULL),
        if(judged.no_disclosure, 'disclosure', NULL)
    ) AS part,
    CASE
        WHEN judged.state = 'complete' THEN 'in'
        WHEN judged.due_on >= judged.today THEN 'open'  -- asked for, and its own day has not passed
        ELSE 'missing'
    END AS standing,
    judged.due_on,
    if(judged.state = 'overdue', judged.due_on, judged.since) AS since,
    judged.grade
FROM judged
ORDER BY list_position(['missing', 'open', 'in'], standing), judged.due_on, judged.name
