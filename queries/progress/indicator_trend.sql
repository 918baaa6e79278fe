-- how has one statement moved in one place, against its required path and target
-- One row per: period
-- Params: statement, region, sector, basis, period
-- Columns: period period; year year; month code; month_start date; as_of date; value number of unit;
-- unit unit; required number of unit; target number of unit; target_high number of unit; due_year year;
-- base_year year; base_value number of unit; attained number %; required_share number %;
-- gap number of unit; ratio number; status status; maturity maturity; grade grade;
-- short_of_path number of unit; numerator number; denominator number; coverage number % 1; missing named;
-- region region; own_target flag; verdict status; verdict_period period; verdict_value number of unit;
-- verdict_target number of unit; since period; because named; target_document text
SELECT
    progress.period,
    progress.year,
    progress.month,
    make_date(progress.year, progress.month, 1) AS month_start,
    least(
        last_day(make_date(progress.year, progress.month, 1)), (SELECT horizon.as_of FROM horizon)
    ) AS as_of,
    progress.value,
    progress.unit,
    progress.required,
    progress.target,
    progress.target_high,
    progress.due_year,
    progress.base_year,
    progress.base_value,
    progress.attained,
    progress.required_share,
    progress.gap,
    progress.ratio,
    progress.status,
    progress.maturity,
    progress.grade,
    (SELECT statements.direction FROM statements WHERE statements.statement = $statement)
    * (progress.required - progress.value) AS short_of_path,
    progress.numerator,
    progress.denominator,
    progress.coverage,
    progress.missing,
    progress.region,
    progress.own_target,
    progress.verdict,
    progress.verdict_period,
    progress.verdict_value,
    progress.verdict_target,
    progress.since,
    progress.because,
    -- what the plan itself says has no number of a document
    if(aims.source = 'plan', NULL, aims.document) AS target_document
FROM progress
LEFT JOIN snapshot.targets AS aims ON progress.target_id = aims.target_id
WHERE
    progress.statement = $statement
    AND progress.region = coalesce($region, city())
    AND progress.sector = coalesce($sector, total())
    AND (progress.basis = coalesce($basis, default_basis()) OR progress.basis = '')
    AND progress.ordinal <= ordinal_of($period)
ORDER BY progress.ordinal
