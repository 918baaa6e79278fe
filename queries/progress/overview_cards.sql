-- where does every statement stand as of a period, for one place and sector
-- One row per: statement
-- Params: region, sector, basis, period
-- Columns: statement statement; chapter chapter; section text; rule code; unit unit; decimals whole;
-- direction code; period period; year year; value number of unit; base_year year;
-- base_value number of unit; due_year year; target number of unit; target_high number of unit;
-- own_target flag; gap number of unit; attained number %; required number of unit; required_share number %;
-- ratio number; status status; verdict status; verdict_period period; verdict_value number of unit;
-- verdict_target number of unit; since period; because code; target_id code; coverage number %;
-- missing text; maturity maturity; grade grade; status_rank code; status_count whole; parts_good whole;
-- parts whole; worst_part code; worst_excess number %; region region; target_document text
WITH judged AS (
    SELECT progress.*
    FROM progress
    INNER JOIN statements ON progress.statement = statements.statement
    WHERE
        progress.region = coalesce($region, city())
        AND progress.sector = coalesce($sector, total())
        AND (progress.basis = coalesce($basis, default_basis()) OR progress.basis = '')
        AND (progress.ordinal IS NULL OR progress.ordinal <= ordinal_of($period))
        AND speaks_of_its_target(statements.rule, progress.year, progress.due_year)
    QUALIFY row_number() OVER (PARTITION BY progress.statement ORDER BY progress.ordinal DESC NULLS LAST) = 1
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
    count(*) OVER (PARTITION BY statuses.code) AS status_count,
    divided.parts_good,
    divided.parts,
    divided.worst_part,
    divided.worst_excess,
    coalesce($region, city()) AS region,
    -- what the plan itself says has no number of a document
    if(aims.source = 'plan', NULL, aims.document) AS target_document
FROM statements
LEFT JOIN judged ON statements.statement = judged.statement
LEFT JOIN divided ON statements.statement = divided.statement
LEFT JOIN snapshot.targets AS aims ON judged.target_id = aims.target_id
INNER JOIN snapshot.plan_statuses AS statuses
    ON statuses.code = coalesce(judged.status, silent_status(statements.connected))
ORDER BY statements.ordinal
