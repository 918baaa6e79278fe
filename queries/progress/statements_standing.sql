-- where does every statement stand as of a period, the most serious first, on one scale from base to target
-- One row per: statement
-- Params: region, sector, basis, period
-- Columns: statement statement; chapter chapter; section text; rule code; unit unit; decimals whole;
-- direction code; period period; year year; value number of unit; base_year year;
-- base_value number of unit; due_year year; target number of unit; target_high number of unit;
-- own_target flag; gap number of unit; attained number %; required number of unit; required_share number %;
-- ratio number; status status; verdict status; verdict_period period; verdict_value number of unit;
-- verdict_target number of unit; since period; because code; target_id code; coverage number %;
-- missing text; maturity maturity; grade grade; status_rank code; wanting flag; met flag; judged flag;
-- parts_good whole; parts whole; worst_part code; worst_excess number %; region region; sector sector;
-- in_scope flag; target_document text; lead_department department; now_place number; base_place number;
-- required_place number; target_place number; unplaced code
WITH belonging AS (
    -- an industry's own statements are those that serve its task: they are told where its sector is chosen
    SELECT
        statement,
        coalesce($sector, total()) = total()
        OR statement IN (
            SELECT serving.statement
            FROM snapshot.plan_statement_tasks AS serving
            INNER JOIN snapshot.plan_industries AS industries ON serving.task = industries.task
            WHERE industries.sector = $sector
        ) AS of_the_sector
    FROM statements
),

-- What is told by sector at all has at most no figure yet in this one; the rest has nothing to say of it.
by_sector AS (
    SELECT DISTINCT statement
    FROM snapshot.progress
    WHERE sector = $sector
),

judged AS (
    SELECT progress.*
    FROM progress
    INNER JOIN statements ON progress.statement = statements.statement
    INNER JOIN belonging ON progress.statement = belonging.statement
    WHERE
        progress.region = coalesce($region, city())
        AND (
            progress.sector = coalesce($sector, total())
            OR (belonging.of_the_sector AND progress.sector = total())
        )
        AND (progress.basis = coalesce($basis, default_basis()) OR progress.basis = '')
        AND (progress.ordinal IS NULL OR progress.ordinal <= ordinal_of($period))
        AND speaks_of_its_target(statements.rule, progress.year, progress.due_year)
    QUALIFY
        row_number() OVER (
            PARTITION BY progress.statement
            ORDER BY progress.sector = $sector DESC NULLS LAST, progress.ordinal DESC NULLS LAST
        ) = 1
),

-- Where no number speaks for the whole: how many parts do what is asked, and the one farthest from it.
divided AS (
    SELECT
        judged.statement,
        judged.numerator AS parts_good,
        judged.denominator AS parts,
        parts.item AS worst_part,
        100 * (parts.value / nullif(parts.target, 0) - 1) AS worst_excess
    FROM judged
    INNER JOIN item_progress AS parts
        ON
            judged.statement = parts.statement
            AND judged.region = parts.region
            AND judged.sector = parts.sector
            AND judged.basis = parts.basis
            AND judged.period = parts.period
    INNER JOIN statements ON judged.statement = statements.statement
    WHERE statements.counts_parts
    QUALIFY row_number() OVER (
        PARTITION BY judged.statement
        ORDER BY statements.direction * parts.value / nullif(parts.target, 0) NULLS LAST, parts.item
    ) = 1
)

SELECT
    statements.statement,
    statements.chapter,
    statements.section,
    statements.rule,
    statements.unit,
    statements.decimals,
    statements.direction,
    judged.period,
    judged.year,
    judged.value,
    judged.base_year,
    judged.base_value,
    if(judged.statement IS NULL, statements.due_year, judged.due_year) AS due_year,
    judged.target,
    judged.target_high,
    judged.own_target,
    judged.gap,
    judged.attained,
    judged.required,
    judged.required_share,
    judged.ratio,
    coalesce(judged.status, silent_status(statements.connected)) AS status,
    judged.verdict,
    judged.verdict_period,
    judged.verdict_value,
    judged.verdict_target,
    judged.since,
    judged.because,
    judged.target_id,
    judged.coverage,
    judged.missing,
    judged.maturity,
    judged.grade,
    statuses.rank AS status_rank,
    statuses.wanting,
    statuses.met,
    statuses.judged,
    divided.parts_good,
    divided.parts,
    divided.worst_part,
    divided.worst_excess,
    coalesce($region, city()) AS region,
    coalesce(judged.sector, $sector, total()) AS sector,
    judged.statement IS NOT NULL
    OR belonging.of_the_sector
    OR statements.statement IN (SELECT by_sector.statement FROM by_sector) AS in_scope,
    -- what the plan itself says has no number of a document
    if(aims.source = 'plan', NULL, aims.document) AS target_document,
    statements.lead_department,
    -- Base 0 (or nothing), target 1, farther is better: the share attained as it is judged. A budget is held
    -- against the pace of the year, a band against its nearer edge, what has parts by those that do as asked.
    CASE
        WHEN divided.worst_excess IS NOT NULL THEN divided.parts_good / nullif(divided.parts, 0)
        WHEN judged.value IS NULL THEN NULL
        WHEN statements.rule = 'band'
            THEN
                least(
                    1,
                    judged.value / nullif(judged.target, 0),
                    judged.target_high / nullif(judged.value, 0)
                )
        WHEN statements.rule = 'budget' THEN judged.ratio / 100
        ELSE judged.attained / 100
    END AS now_place,
    CASE
        WHEN now_place IS NULL OR judged.base_value IS NULL THEN NULL
        WHEN statements.rule = 'count' THEN judged.base_value / nullif(judged.target, 0)
        ELSE 0.0
    END AS base_place,
    CASE
        WHEN now_place IS NULL THEN NULL
        WHEN divided.worst_excess IS NOT NULL OR statements.rule IN ('band', 'budget') THEN 1.0
        ELSE judged.required_share / 100
    END AS required_place,
    if(now_place IS NULL, NULL, 1.0) AS target_place,
    CASE
        WHEN now_place IS NOT NULL THEN NULL
        WHEN judged.statement IS NULL OR NOT statuses.speaks THEN 'no_value'
        WHEN statements.rule IN ('narrative', 'peak_before', 'outpace') THEN statements.rule
        WHEN judged.value IS NULL AND divided.parts IS NULL THEN 'no_value'
        ELSE 'no_target'
    END AS unplaced
FROM statements
INNER JOIN belonging ON statements.statement = belonging.statement
LEFT JOIN judged ON statements.statement = judged.statement
LEFT JOIN divided ON statements.statement = divided.statement
LEFT JOIN snapshot.targets AS aims ON judged.target_id = aims.target_id
INNER JOIN snapshot.plan_statuses AS statuses
    ON statuses.code = coalesce(judged.status, silent_status(statements.connected))
ORDER BY statuses.rank, now_place - required_place NULLS LAST, statements.ordinal
