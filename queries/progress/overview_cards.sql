-- where does every statement stand as of a period, for one place and sector
-- One row per: statement
-- Params: region, sector, basis, period
-- Columns: statement statement; chapter chapter; section text; rule code; unit unit; decimals whole;
-- direction code; period period; year year; value number of unit; base_year year;
-- base_value number of unit; due_year year; target number of unit; target_high number of unit;
-- own_target flag; gap number of unit; attained number %; required number of unit; required_share number %;
-- ratio number; status status; verdict status; verdict_period period; verdict_value number of unit;
-- verdict_target number of unit; since period; because named; target_id code; coverage number %;
-- missing named; maturity maturity; grade grade; status_rank code; status_count whole; parts_good whole;
-- parts whole; worst_part code; worst_excess number %; region region; target_document text
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
    count(*) OVER (PARTITION BY status) AS status_count,
    parts_good,
    parts,
    worst_part,
    worst_excess,
    region,
    target_document
FROM cards($region, $sector, $basis, $period, FALSE)
ORDER BY ordinal
