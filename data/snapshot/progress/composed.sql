-- a headline that is left to its parts: met when every part is, told by the worst of them
-- One row per: statement, region, sector, basis, period of a headline of parts
-- Params: (none)
SELECT
    heads.statement,
    heads.region,
    heads.sector,
    heads.basis,
    heads.period,
    CASE
        WHEN bool_or(NOT parts.met AND parts.silence IS NULL) THEN FALSE
        WHEN bool_and(parts.silence IS NULL AND coalesce(parts.met, FALSE)) THEN TRUE
    END AS met,
    bool_and(parts.final) AS final,
    CASE
        WHEN bool_or(statuses.wanting) THEN arg_min(parts.word, statuses.rank)
        WHEN NOT bool_and(statuses.good) THEN arg_max(parts.word, statuses.rank)
        ELSE arg_min(parts.word, statuses.rank)
    END AS word,
    -- of equally bad words the one that is furthest from what it must reach
    first(parts.item ORDER BY statuses.rank, parts.attained NULLS LAST, items.place) FILTER (
        WHERE NOT parts.met AND parts.silence IS NULL
    ) AS unmet_item,
    arg_max(parts.item, statuses.rank * 1000 - items.place) FILTER (WHERE parts.silence IS NOT NULL)
        AS silent_item
FROM progress_worded AS heads
INNER JOIN progress_worded AS parts
    ON
        heads.statement = parts.statement
        AND heads.region = parts.region
        AND heads.sector = parts.sector
        AND heads.basis = parts.basis
        AND heads.period = parts.period
        AND parts.item <> ''
INNER JOIN plan_statuses AS statuses ON parts.word = statuses.code
INNER JOIN (
    SELECT
        statement,
        item,
        row_number() OVER (PARTITION BY statement ORDER BY item) AS place
    FROM (SELECT DISTINCT statement, item FROM progress_worded) AS known
) AS items ON parts.statement = items.statement AND parts.item = items.item
WHERE
    heads.item = ''
    AND heads.judgement = 'parts'
    -- what only stands beside, or has nothing due, decides nothing
    AND parts.judgement IS DISTINCT FROM 'no_target'
    AND parts.judgement IS DISTINCT FROM 'not_applicable'
GROUP BY ALL
