-- where does every statement stand as of a period, the most serious first, on one scale from base to target
-- One row per: statement
-- Params: region, sector, basis, period
-- Columns: statement statement; chapter chapter; section text; rule code; unit unit; decimals whole;
-- direction code; period period; year year; value number of unit; base_year year;
-- base_value number of unit; due_year year; target number of unit; target_high number of unit;
-- own_target flag; gap number of unit; attained number %; required number of unit; required_share number %;
-- ratio number; status status; verdict status; verdict_period period; verdict_value number of unit;
-- verdict_target number of unit; since period; because named; target_id code; coverage number %;
-- missing named; maturity maturity; grade grade; status_rank code; wanting flag; met flag; judged flag;
-- parts_good whole; parts whole; worst_part code; worst_excess number %; region region; sector sector;
-- in_scope flag; target_document text; lead_department department; now_place number; base_place number;
-- required_place number; target_place number; unplaced code
SELECT
    statement,
    chapter,
    section,
    rule,
    unit,
    decimals,
    direction,
    period,
    year,
    value,
    base_year,
    base_value,
    due_year,
    target,
    target_high,
    own_target,
    gap,
    attained,
    required,
    required_share,
    ratio,
    status,
    verdict,
    verdict_period,
    verdict_value,
    verdict_target,
    since,
    because,
    target_id,
    coverage,
    missing,
    maturity,
    grade,
    status_rank,
    wanting,
    met,
    judged,
    parts_good,
    parts,
    worst_part,
    worst_excess,
    region,
    sector,
    in_scope,
    target_document,
    lead_department,
    now_place,
    CASE
        WHEN now_place IS NULL OR base_value IS NULL THEN NULL
        WHEN rule = 'count' THEN base_value / nullif(target, 0)
        ELSE 0.0
    END AS base_place,
    CASE
        WHEN now_place IS NULL THEN NULL
        WHEN worst_excess IS NOT NULL OR rule IN ('band', 'budget') THEN 1.0
        ELSE required_share / 100
    END AS required_place,
    if(now_place IS NULL, NULL, 1.0) AS target_place,
    CASE
        WHEN now_place IS NOT NULL THEN NULL
        WHEN NOT told OR NOT speaks THEN 'no_value'
        WHEN rule IN ('narrative', 'peak_before', 'outpace') THEN rule
        WHEN value IS NULL AND parts IS NULL THEN 'no_value'
        ELSE 'no_target'
    END AS unplaced
FROM (
    SELECT
        *,
        -- Base 0 (or nothing), target 1, farther is better: the share attained as it is judged. A budget is
        -- held against the pace of the year, a band against its nearer edge, what has parts by those that do
        -- as asked.
        CASE
            WHEN worst_excess IS NOT NULL THEN parts_good / nullif(parts, 0)
            WHEN value IS NULL THEN NULL
            WHEN rule = 'band' THEN least(1, value / nullif(target, 0), target_high / nullif(value, 0))
            WHEN rule = 'budget' THEN ratio / 100
            ELSE attained / 100
        END AS now_place
    FROM cards($region, $sector, $basis, $period, TRUE)
) AS placed
ORDER BY status_rank, now_place - required_place NULLS LAST, ordinal
