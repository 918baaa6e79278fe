-- what a card says of its statement without a number: how it stands, of which sectors it is told at all
-- One row per: statement; reads progress and plan tables
-- Params: (none)
WITH serving AS (
    SELECT
        serving.statement,
        list(DISTINCT industries.sector ORDER BY industries.sector) AS sectors
    FROM plan_statement_tasks AS serving
    INNER JOIN plan_industries AS industries ON serving.task = industries.task
    GROUP BY serving.statement
),

told AS (
    SELECT
        statement,
        list(DISTINCT sector ORDER BY sector) AS sectors,
        bool_or(item = '') AS whole
    FROM progress
    GROUP BY statement
)

SELECT
    statements.statement,
    statements.ordinal,
    statements.chapter,
    statements.section,
    statements.rule,
    statements.unit,
    statements.decimals,
    statements.direction,
    statements.lead_department,
    statements.path_from,
    statements.due_year,
    statuses.code AS silent_status,
    statuses.rank AS silent_rank,
    statuses.wanting AS silent_wanting,
    statuses.met AS silent_met,
    statuses.judged AS silent_judged,
    statuses.speaks AS silent_speaks,
    -- the sectors of the industries whose tasks it serves
    coalesce(serving.sectors, []) AS own_sectors,
    coalesce(told.sectors, []) AS told_sectors,
    coalesce(told.whole, FALSE) AS told
FROM plan_statements AS statements
INNER JOIN plan_statuses AS statuses
    ON statuses.code = if(statements.connected, 'no_data', 'not_connected')
LEFT JOIN serving ON statements.statement = serving.statement
LEFT JOIN told ON statements.statement = told.statement
ORDER BY statements.ordinal
