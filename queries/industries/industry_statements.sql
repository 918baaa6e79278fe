-- where do the statements that speak of one key industry stand: its own, and the others by its divisions
-- One row per: statement, sector (TOTAL where a statement speaks of the industry as a whole)
-- Params: industry, task, region, period
-- Columns: statement statement; scope code; sector sector; unit unit; decimals whole; period period;
-- value number of unit; target number of unit; due_year year; gap number of unit; status status;
-- maturity maturity; region region; base_year year; own_target flag; verdict status; verdict_period period;
-- verdict_value number of unit; verdict_target number of unit; since period; because named; grade grade
WITH divisions AS (
    SELECT
        sector,
        ordinal
    FROM snapshot.plan_industries
    WHERE code = $industry
),

spoken AS (
    SELECT
        progress.* EXCLUDE (item),
        '' AS item,
        if(progress.sector = total(), 'task', 'division') AS scope
    FROM progress
    WHERE
        (
            progress.sector = total()
            AND progress.statement IN (
                SELECT served.statement
                FROM snapshot.plan_statement_tasks AS served
                WHERE served.task = $task
            )
        )
        OR (
            progress.sector IN (SELECT sector FROM divisions)
            AND progress.statement <> role('industries.intensity')
        )
    UNION ALL BY NAME
    SELECT
        item_progress.*,
        'industry' AS scope
    FROM item_progress
    WHERE
        item_progress.statement IN (role('industries.intensity'), role('industries.front_runners'))
        AND item_progress.item = $industry
),

judged AS (
    SELECT spoken.*
    FROM spoken
    INNER JOIN statements ON spoken.statement = statements.statement
    WHERE
        spoken.region = coalesce($region, city())
        AND spoken.basis IN ('', default_basis())
        AND coalesce(spoken.ordinal, 0) <= ordinal_of($period)
        AND speaks_of_its_target(statements.rule, spoken.year, spoken.due_year)
    QUALIFY
        row_number() OVER (
            PARTITION BY spoken.statement, spoken.sector ORDER BY spoken.ordinal DESC NULLS LAST
        ) = 1
)

SELECT
    statements.statement,
    judged.scope,
    judged.sector,
    statements.unit,
    statements.decimals,
    judged.period,
    judged.value,
    judged.target,
    coalesce(judged.due_year, statements.due_year) AS due_year,
    judged.gap,
    judged.status,
    judged.maturity,
    judged.region,
    judged.base_year,
    judged.own_target,
    judged.verdict,
    judged.verdict_period,
    judged.verdict_value,
    judged.verdict_target,
    judged.since,
    judged.because,
    coalesce(judged.grade, '') AS grade
FROM judged
INNER JOIN statements ON judged.statement = statements.statement
INNER JOIN sectors ON judged.sector = sectors.sector
INNER JOIN snapshot.plan_statuses AS statuses ON judged.status = statuses.code
WHERE statuses.speaks
ORDER BY judged.scope = 'division', statements.ordinal, sectors.sector_ordinal
